package dev.fairlead.e2e;

import dev.fairlead.api.LoadBalancer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When an endpoint that is leaving could last be picked, and last reached through the cluster IP.
 */
final class Departure {
  private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** Between two connections, so that asking does not slow down what is asked about. */
  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long QUIET_MICROS = TimeUnit.SECONDS.toMicros(2);
  private static final long PATIENCE_MICROS = TimeUnit.SECONDS.toMicros(30);

  /** It never left, however long one waited. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final int TIMEOUT_MILLIS = 1_000;

  private Departure() {}

  /** Both times in microseconds of the machine's clock; returns two seconds after the later one. */
  static String of(LoadBalancer balancer, String endpoint, String host, int port) {
    CompletableFuture<Long> picks =
        CompletableFuture.supplyAsync(() -> lastEligible(balancer, endpoint));
    CompletableFuture<Long> connections =
        CompletableFuture.supplyAsync(() -> lastConnection(endpoint, host, port));
    return picks.join() + " " + connections.join();
  }

  private static long lastEligible(LoadBalancer balancer, String endpoint) {
    long began = now();
    long last = began;
    while (now() - last < QUIET_MICROS) {
      if (now() - began > PATIENCE_MICROS) {
        return NEVER;
      }
      if (Arrays.asList(Probe.selection(balancer).split(",")).contains(endpoint)) {
        last = now();
      }
      LockSupport.parkNanos(GLANCE_NANOS);
    }
    return last;
  }

  private static long lastConnection(String endpoint, String host, int port) {
    long began = now();
    long last = began;
    while (now() - last < QUIET_MICROS) {
      if (now() - began > PATIENCE_MICROS) {
        return NEVER;
      }
      long asked = now();
      if (DataPath.ask(host, port, TIMEOUT_MILLIS).equals(endpoint)) {
        last = asked;
      }
      LockSupport.parkNanos(BREATH_NANOS);
    }
    return last;
  }

  private static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
