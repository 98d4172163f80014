package dev.fairlead.e2e;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * When an endpoint that is leaving was last picked, last reached through the cluster IP, and when a
 * raw watch heard that it left. Begins with the object.
 *
 * <p>It looks now and then only: on a machine that the whole cluster shares, a loop without pauses
 * would slow down what it asks about.
 */
final class Departure {
  private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** Among a handful of endpoints one that is still in use is not missed for so long. */
  private static final long QUIET_MICROS = TimeUnit.MILLISECONDS.toMicros(400);

  private static final long PATIENCE_MICROS = TimeUnit.MINUTES.toMicros(2);

  /** It never left, or it was never heard of, however long one waited. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final int TIMEOUT_MILLIS = 1_000;

  private final RawWatch watch;
  private final String address;
  private final CountDownLatch inUse = new CountDownLatch(2);
  private final CompletableFuture<Long> pick;
  private final CompletableFuture<Long> connection;
  private final long began = micros();

  /**
   * Returns once the endpoint was picked and reached.
   *
   * @param endpoint the one that is about to leave
   * @param host the cluster IP
   * @throws IllegalStateException when it was not, within two minutes
   */
  Departure(RawWatch watch, LoadBalancer balancer, String endpoint, String host, int port)
      throws InterruptedException {
    this.watch = watch;
    this.address = endpoint.substring(0, endpoint.lastIndexOf(':'));
    watch.forget();
    this.pick = last("picks", GLANCE_NANOS, () -> picked(balancer).equals(endpoint));
    this.connection =
        last(
            "connections",
            BREATH_NANOS,
            () -> DataPath.ask(host, port, TIMEOUT_MILLIS).equals(endpoint));
    if (!inUse.await(PATIENCE_MICROS, TimeUnit.MICROSECONDS)) {
      throw new IllegalStateException(endpoint + " is not in use: it cannot leave");
    }
  }

  /** Waits for the end; all times in microseconds of the machine's clock. */
  String times() {
    Long heard = watch.firstWithout(address);
    while (heard == null && micros() - began < PATIENCE_MICROS) {
      LockSupport.parkNanos(BREATH_NANOS);
      heard = watch.firstWithout(address);
    }
    return (heard == null ? NEVER : heard) + " " + pick.join() + " " + connection.join();
  }

  private static String picked(LoadBalancer balancer) {
    try (Pick pick = balancer.pick()) {
      pick.complete(Outcome.SUCCESS);
      return pick.endpoint().toString();
    } catch (NoEndpointException e) {
      return "";
    }
  }

  /**
   * When {@code seen} was last begun with success, some time before it was not successful any more
   * and the raw watch had heard.
   */
  private CompletableFuture<Long> last(String name, long pause, BooleanSupplier seen) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(last(pause, seen));
              } catch (RuntimeException e) { // or whoever waits for it would wait for ever
                result.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  private long last(long pause, BooleanSupplier seen) {
    long last = NEVER;
    for (long now = micros(); now - began < PATIENCE_MICROS; now = micros()) {
      if (seen.getAsBoolean()) {
        if (last == NEVER) {
          inUse.countDown();
        }
        last = now;
      } else if (last != NEVER
          && now - last > QUIET_MICROS
          && watch.firstWithout(address) != null) {
        return last;
      }
      LockSupport.parkNanos(pause);
    }
    return NEVER;
  }

  static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
