package dev.fairlead.micrometer;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Selection;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The meters of each endpoint of one target that may be called. One thread at a time. */
final class EndpointMeters {
  private final MeterGroup target;
  private final RecentReading reading;
  private final Map<Tags, One> endpoints = new HashMap<>();

  EndpointMeters(MeterGroup target, RecentReading reading) {
    this.target = target;
    this.reading = reading;
  }

  /** Those that have left lose their meters. */
  void follow(Selection selection) {
    Map<Tags, Endpoint> now = new HashMap<>();
    if (selection instanceof Selection.Eligible eligible) {
      eligible.reachable().forEach(endpoint -> now.put(tags(endpoint), endpoint));
    }
    endpoints.forEach(
        (tags, one) -> {
          if (!now.containsKey(tags)) {
            one.meters.remove();
          }
        });
    endpoints.keySet().retainAll(now.keySet());
    now.forEach(
        (tags, endpoint) ->
            endpoints.computeIfAbsent(
                tags, key -> new One(endpoint.toString(), reading, target.with(key))));
  }

  void remove() {
    endpoints.values().forEach(one -> one.meters.remove());
    endpoints.clear();
  }

  private static Tags tags(Endpoint endpoint) {
    return Tags.of(
        "endpoint",
        endpoint.toString(),
        "pod",
        known(endpoint.pod() == null ? null : endpoint.pod().name()),
        "node",
        known(endpoint.node()),
        "zone",
        known(endpoint.zone()));
  }

  /** Many monitoring systems have no empty tags. */
  private static String known(@Nullable String name) {
    return name == null || name.isEmpty() ? "unknown" : name;
  }

  /** One endpoint. The registry reads it on any thread. */
  private static final class One {
    private final String addressAndPort;
    private final RecentReading reading;
    private final MeterGroup meters;

    /** What was counted when it was last seen, for the moments until it loses its meters. */
    private volatile double lastPicks;

    One(String addressAndPort, RecentReading reading, MeterGroup meters) {
      this.addressAndPort = addressAndPort;
      this.reading = reading;
      this.meters = meters;
      meters.counter(MeterName.ENDPOINT_PICKS, Tags.empty(), this, One::picks);
      meters.gauge(MeterName.ENDPOINT_IN_FLIGHT, Tags.empty(), this, One::inFlight);
    }

    private double picks() {
      EndpointReport report = reading.endpoint(addressAndPort);
      if (report != null) {
        lastPicks = report.outcomes().values().stream().mapToDouble(Long::doubleValue).sum();
      }
      return lastPicks;
    }

    private double inFlight() {
      EndpointReport report = reading.endpoint(addressAndPort);
      return report == null ? Double.NaN : report.inFlight();
    }
  }
}
