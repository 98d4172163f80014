package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.Fairlead;
import dev.fairlead.fakes.ProcessUsage;
import dev.fairlead.fakes.Soon;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Pods come and go twenty times a second under eight busy threads, and nothing is left of them. */
class ChurnIT {
  private static final int SERVERS = 6;
  private static final int THREADS = 8;
  private static final long CHANGE_MILLIS = 50;
  private static final long SOAK_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long AT_LAST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int ENOUGH_CONNECTIONS = 5 * SERVERS;

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final LongAdder answers = new LongAdder();

  @Test
  void noCallFailsAndNothingIsLeft() throws Exception {
    new ServerSocket(0).close(); // the JVM keeps one socket from its first close on
    ProcessUsage before = usage();
    WeakReference<Fairlead> fairlead = soak();

    assertThat(failures).isEmpty();
    assertThat(answers.sum()).isGreaterThan(THREADS);
    Soon.asserted(
        () -> {
          ProcessUsage after = usage();
          assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets());
          assertThat(threads(after)).isEmpty();
        });
    // Okio's watchdog holds the socket of the time-out it waits for, which is a minute here.
    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              System.gc();
              return fairlead.refersTo(null);
            });
  }

  private static ProcessUsage usage() {
    return ProcessUsage.now();
  }

  /** Those of Fairlead, of the tests before too; OkHttp's own stay for a minute. */
  private static Map<String, Integer> threads(ProcessUsage usage) {
    Map<String, Integer> threads = usage.threads();
    threads.keySet().removeIf(name -> !name.startsWith("fairlead"));
    return threads;
  }

  private WeakReference<Fairlead> soak() throws Exception {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(SERVERS)) {
      OkHttpClient client = pods.client().eventListener(connections).build();
      changeWhile(pods, () -> SpreadTest.inThreads(THREADS, () -> callFor(client, connections)));

      pods.kubernetes.endpoints("shop", "orders", List.of());
      Soon.until(() -> pods.bindings().size() == 0);
      Soon.asserted(() -> assertThat(connections.open()).isEmpty());
      assertThat(connections.all()).hasSizeGreaterThan(ENOUGH_CONNECTIONS);
      return new WeakReference<>(pods.fairlead);
    }
  }

  /** Where the machine is busy, until there were enough connections to see something. */
  private void callFor(OkHttpClient client, Connections connections) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < SOAK_NANOS
        || (connections.all().size() <= ENOUGH_CONNECTIONS
            && System.nanoTime() - begin < AT_LAST_NANOS)) {
      try {
        assertThat(Calls.get(client, Pods.URL)).startsWith("orders-");
        answers.increment();
      } catch (Exception | AssertionError e) {
        failures.add(e);
      }
    }
  }

  /** Another pod takes the place of one at each change; at an address known from before. */
  private static void changeWhile(Pods pods, SpreadTest.Work work) throws Exception {
    Random random = new Random(1);
    LongAdder number = new LongAdder();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      Future<?> changes =
          timer.scheduleAtFixedRate(
              () -> {
                number.increment();
                change(pods, random, "orders-again-" + number);
              },
              0,
              CHANGE_MILLIS,
              TimeUnit.MILLISECONDS);
      work.run();
      assertThat(changes).isNotDone(); // as it would be had one failed
    } finally {
      timer.shutdownNow();
      assertThat(timer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static void change(Pods pods, Random random, String pod) {
    MockWebServer server = pods.servers.get(random.nextInt(SERVERS));
    String address = "\"" + server.getHostName() + "\"";
    pods.endpoints.remove(random.nextInt(pods.endpoints.size()));
    pods.endpoints.removeIf(known -> known.toString().contains(address));
    pods.endpoints.add(Pods.endpoint(server, pod));
    pods.kubernetes.endpoints("shop", "orders", List.copyOf(pods.endpoints));
  }
}
