package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sample for Spring Boot on a cluster: orders calls stock by RestClient and gRPC, stock calls
 * orders by an HTTP service client, all by the names of the Services.
 */
@OnLab
class SpringSampleE2E {
  private static final Pattern ANSWER =
      Pattern.compile("(\\S+) <- (\\S+) <- tea is open at (\\S+), stock is SERVING");

  @Test
  void theServicesCallEachOtherFromNodeToNode() throws IOException {
    try (SampleShop shop = new SampleShop()) {
      assertThat(
              Stream.concat(shop.orders.stream(), shop.stock.stream())
                  .map(SampleShop.Pod::node)
                  .distinct())
          .as("nodes with a pod")
          .hasSizeGreaterThan(1);

      for (SampleShop.Pod pod : shop.orders) {
        everyPodAnswers(shop, pod);
        assertThat(shop.get(pod, "/actuator/fairlead").body())
            .contains("\"node\":\"" + pod.node(), "\"freshness\":\"live\"")
            .contains(shop.stock.get(0).address(), shop.stock.get(1).address());
      }
    }
  }

  /** Of all the orders that come to this pod none fails, and each pod gets some. */
  private static void everyPodAnswers(SampleShop shop, SampleShop.Pod pod) {
    Set<String> stock = new TreeSet<>();
    Set<String> open = new TreeSet<>();
    await()
        .atMost(Cluster.PATIENCE)
        .until(
            () -> {
              HttpResponse<String> response = shop.get(pod, "/order/tea");
              assertThat(response.statusCode()).as("of %s", response.body()).isEqualTo(200);
              Matcher answer = ANSWER.matcher(response.body());
              assertThat(answer.matches()).as("%s", response.body()).isTrue();
              assertThat(answer.group(1)).isEqualTo(pod.name());
              stock.add(answer.group(2));
              open.add(answer.group(3));
              return stock.equals(names(shop.stock)) && open.equals(names(shop.orders));
            });
    System.out.printf("E2E spring sample: %s was answered by %s and %s%n", pod, stock, open);
  }

  private static Set<String> names(List<SampleShop.Pod> pods) {
    return pods.stream().map(SampleShop.Pod::name).collect(Collectors.toSet());
  }
}
