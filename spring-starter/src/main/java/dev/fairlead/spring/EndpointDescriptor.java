package dev.fairlead.spring;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.PodRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint that may be called, as the actuator shows it.
 *
 * @param address IP address and port
 * @param place where it is
 * @param health what the own experience with it says: {@code HEALTHY}, {@code EJECTED} or {@code
 *     PROBING}
 * @param ejectedForMillis for how long it is left out still; null unless it is ejected
 * @param load what it has to do, and how it did of late
 * @param outcomes how many calls ended in each way
 */
public record EndpointDescriptor(
    String address,
    Place place,
    String health,
    @Nullable Long ejectedForMillis,
    Load load,
    Map<Outcome, Long> outcomes) {

  /**
   * Where an endpoint is.
   *
   * @param locality how near: {@code NODE}, {@code ZONE} or {@code OTHER}
   */
  public record Place(
      @Nullable String pod, @Nullable String node, @Nullable String zone, String locality) {}

  /**
   * What an endpoint has to do, and how it did of late.
   *
   * @param latencyMillis what a call is expected to take; null before the first answers
   * @param failureShare 0 to 1
   * @param weight its share beside the others, less than 1 while it is new
   */
  public record Load(
      int inFlight, @Nullable Double latencyMillis, double failureShare, double weight) {}

  private static final double NANOS_PER_MILLI = 1e6;

  static EndpointDescriptor of(EndpointReport report) {
    Endpoint endpoint = report.endpoint();
    PodRef pod = endpoint.pod();
    return new EndpointDescriptor(
        endpoint.toString(),
        new Place(
            pod == null ? null : pod.name(),
            endpoint.node(),
            endpoint.zone(),
            report.locality().name()),
        report.health().name(),
        report.ejectedFor() == null ? null : report.ejectedFor().toMillis(),
        new Load(
            report.inFlight(),
            report.latency() == null ? null : report.latency().toNanos() / NANOS_PER_MILLI,
            report.failureShare(),
            report.weight()),
        report.outcomes());
  }
}
