package dev.fairlead.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters that share their first tags and leave the registry together. Adding one that is there does
 * nothing. The registry holds what it reads from weakly, so the owner of the group must hold it.
 * One thread at a time.
 */
final class MeterGroup {
  private final MeterRegistry registry;
  private final Tags shared;
  private final Map<Series, Meter> meters = new HashMap<>();

  private record Series(MeterName name, Tags tags) {}

  MeterGroup(MeterRegistry registry, Tags shared) {
    this.registry = registry;
    this.shared = shared;
  }

  /** A group with these tags too, that leaves on its own. */
  MeterGroup with(Tags more) {
    return new MeterGroup(registry, shared.and(more));
  }

  <T> void gauge(MeterName name, Tags more, T source, ToDoubleFunction<T> value) {
    gauge(name, more, Gauge.builder(name.text(), source, value));
  }

  /** A gauge of seconds. */
  <T> void seconds(MeterName name, T source, ToDoubleFunction<T> value) {
    gauge(name, Tags.empty(), Gauge.builder(name.text(), source, value).baseUnit("seconds"));
  }

  private void gauge(MeterName name, Tags more, Gauge.Builder<?> gauge) {
    add(
        name,
        more,
        () -> gauge.description(name.description()).tags(shared.and(more)).register(registry));
  }

  /** A counter that somebody else counts. */
  <T> void counter(MeterName name, Tags more, T source, ToDoubleFunction<T> value) {
    add(
        name,
        more,
        () ->
            FunctionCounter.builder(name.text(), source, value)
                .description(name.description())
                .tags(shared.and(more))
                .register(registry));
  }

  /** A counter to count with. */
  Counter counter(MeterName name, Tags more) {
    return (Counter)
        add(
            name,
            more,
            () ->
                Counter.builder(name.text())
                    .description(name.description())
                    .tags(shared.and(more))
                    .register(registry));
  }

  private Meter add(MeterName name, Tags more, Supplier<Meter> meter) {
    return meters.computeIfAbsent(new Series(name, more), series -> meter.get());
  }

  void remove() {
    meters.values().forEach(registry::remove);
    meters.clear();
  }
}
