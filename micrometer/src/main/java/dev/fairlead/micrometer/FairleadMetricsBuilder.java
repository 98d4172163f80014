package dev.fairlead.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/** Settings of {@link FairleadMetrics}; the defaults keep the number of series small. */
public final class FairleadMetricsBuilder {
  final MeterRegistry registry;
  boolean endpointTags;

  FairleadMetricsBuilder(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /**
   * Whether each endpoint has meters of its own, tagged with its address, pod, node and zone: two
   * series for each endpoint of each target in each process, and new ones with each rollout.
   * Default: false.
   */
  public FairleadMetricsBuilder endpointTags(boolean wanted) {
    this.endpointTags = wanted;
    return this;
  }

  /** Registers nothing yet: the meters of a target come with its first use. */
  public FairleadMetrics build() {
    return new FairleadMetrics(this);
  }
}
