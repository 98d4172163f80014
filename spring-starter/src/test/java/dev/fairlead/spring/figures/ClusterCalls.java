package dev.fairlead.spring.figures;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Calls a Service of the cluster it runs in with Boot's RestClient, for some seconds, and prints
 * who answered. Ends with 1 when a request failed. Restart the pods meanwhile.
 */
public final class ClusterCalls {
  private static final long PAUSE = Duration.ofMillis(5).toNanos();
  private static final Pattern POD = Pattern.compile("\"pod\": ?\"([^\"]*)\"");

  private ClusterCalls() {}

  /** The URL of the Service, and for how many seconds to call it. */
  public static void main(String[] args) {
    Map<String, Integer> pods = new ConcurrentSkipListMap<>();
    int calls = 0;
    int failed = 0;
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Overhead.Application.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .properties("fairlead.policy=round-robin")
            .run()) {
      RestClient client =
          RestClient.builder()
              .requestFactory(context.getBean(ClientHttpRequestFactory.class))
              .build();
      long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[1])).toNanos();
      while (System.nanoTime() < end) {
        calls++;
        try {
          String answer = client.get().uri(args[0]).retrieve().body(String.class);
          Matcher pod = POD.matcher(String.valueOf(answer));
          pods.merge(pod.find() ? pod.group(1) : "?", 1, Integer::sum);
        } catch (RestClientException e) {
          failed++;
          System.out.println("  " + e);
        }
        LockSupport.parkNanos(PAUSE);
      }
    }
    System.out.printf("%d calls, %d failed%n", calls, failed);
    pods.forEach((pod, count) -> System.out.printf("  %-40s %6d%n", pod, count));
    System.exit(failed == 0 ? 0 : 1);
  }
}
