package dev.fairlead.micrometer;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.LoadBalancer;
import io.micrometer.core.instrument.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reading of one target, at most a second old: all gauges of one scrape share it, since a report
 * costs time in the number of endpoints. Any thread.
 */
final class RecentReading {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LoadBalancer balancer;
  private final Clock clock;
  private final boolean each;

  /** Guarded by this. */
  private @Nullable Reading last;

  /** Guarded by this. */
  private long takenNanos;

  /**
   * @param each whether endpoints are asked for one by one
   */
  RecentReading(LoadBalancer balancer, Clock clock, boolean each) {
    this.balancer = balancer;
    this.clock = clock;
    this.each = each;
  }

  private synchronized Reading now() {
    long nanos = clock.monotonicTime();
    Reading known = last;
    if (known == null || nanos - takenNanos >= LONGEST_NANOS) {
      // Only report() looks without using: selection() would keep the target from expiring.
      known = Reading.of(balancer.report(), each);
      last = known;
      takenNanos = nanos;
    }
    return known;
  }

  double in(EndpointState state) {
    return now().in(state);
  }

  double eligible() {
    return now().eligible();
  }

  double age() {
    return now().age(Instant.ofEpochMilli(clock.wallTime()));
  }

  /** Null when it is not eligible any more. */
  @Nullable EndpointReport endpoint(String addressAndPort) {
    return now().endpoints().get(addressAndPort);
  }
}
