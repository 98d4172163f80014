package dev.fairlead.spring;

import static dev.fairlead.spring.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.testkit.EchoPod;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

/** Every pod is replaced while RestClient is in use by several threads. */
class RollingRestartTest {
  private static final int PODS = 3;
  private static final int CALLERS = 4;
  private static final int MORE = 25;

  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

  /** Of each caller, the requests that have ended. */
  private final AtomicLongArray ended = new AtomicLongArray(CALLERS);

  private final AtomicBoolean over = new AtomicBoolean();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fairlead.rest-client.enabled=true",
        "spring.http.clients.imperative.factory=http-components"
      })
  void noRequestFails(String transport) {
    try (Shop shop = new Shop(PODS)) {
      RestClientSetup.runner()
          .withPropertyValues(shop.properties(transport))
          .run(
              context -> {
                List<CompletableFuture<Void>> callers = startCallers(context);
                for (int i = 0; i < PODS; i++) {
                  replaceOldest(shop, context.getBean(Fairlead.class), "orders-" + (PODS + i));
                }
                over.set(true);
                callers.forEach(CompletableFuture::join);

                assertThat(failures).isEmpty();
                assertThat(shop.asked()).containsExactly("orders-3", "orders-4", "orders-5");
              });
    }
  }

  private List<CompletableFuture<Void>> startCallers(ApplicationContext context) {
    RestClient client = RestClientSetup.client(context);
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      return IntStream.range(0, CALLERS)
          .mapToObj(i -> CompletableFuture.runAsync(() -> call(client, i), threads))
          .toList();
    } finally {
      threads.shutdown();
    }
  }

  private void call(RestClient client, int caller) {
    while (!over.get()) {
      try {
        client.get().uri("http://orders/").retrieve().toBodilessEntity();
      } catch (RuntimeException e) {
        failures.add(e);
      }
      ended.incrementAndGet(caller);
    }
  }

  /** As a Deployment does: one comes, one leaves, and ends when nobody calls it any more. */
  private void replaceOldest(Shop shop, Fairlead fairlead, String name) {
    awaitMoreAnswers();
    shop.add(name);
    EchoPod leaving = shop.leave(0);
    await().until(() -> !isSelected(fairlead, leaving));
    awaitMoreAnswers(); // so that none of those sent before is still under way
    leaving.stop();
    awaitMoreAnswers();
  }

  private static boolean isSelected(Fairlead fairlead, EchoPod pod) {
    return fairlead.loadBalancer(Target.parse("orders.shop:80")).selection()
            instanceof Selection.Eligible eligible
        && eligible.endpoints().stream().anyMatch(e -> e.address().equals(pod.address()));
  }

  private void awaitMoreAnswers() {
    long[] enough = IntStream.range(0, CALLERS).mapToLong(i -> ended.get(i) + MORE).toArray();
    await().until(() -> IntStream.range(0, CALLERS).allMatch(i -> ended.get(i) >= enough[i]));
  }
}
