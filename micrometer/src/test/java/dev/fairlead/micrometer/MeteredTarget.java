package dev.fairlead.micrometer;

import dev.fairlead.api.Location;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Route;
import dev.fairlead.api.SpillOver;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.internal.balancing.HealthSettings;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A registry, and balancers on node-0 in zone-a whose events reach the metrics at once, on the
 * thread of the test.
 */
abstract class MeteredTarget {
  private static final HealthSettings SPILLS_OVER = HealthSettings.DEFAULT.with(SpillOver.ADAPTIVE);

  final MockClock clock = new MockClock();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  FairleadMetrics metrics = new FairleadMetrics(registry);

  /** What every call does, whatever its target. */
  Route.@Nullable ByName bypass;

  /** The balancer of shop/orders:http, of which nothing is known yet. */
  final TargetBalancer orders() {
    return opened("orders.shop:http");
  }

  final TargetBalancer opened(String target) {
    return opened(Target.parse(target));
  }

  final TargetBalancer opened(Target target) {
    return opened(target, Balancers.HERE);
  }

  final TargetBalancer opened(Target target, Location location) {
    TargetBalancer balancer =
        new TargetBalancer(
            target,
            Balancers.settings(BalancingPolicy.roundRobin(), Duration.ZERO, SPILLS_OVER),
            Balancers.hooks(metrics, () -> bypass, System::nanoTime),
            location);
    metrics.targetOpened(balancer);
    return balancer;
  }

  static void call(TargetBalancer balancer, Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      balancer.pick().complete(outcome);
    }
  }

  /** What the next scrape would tell of the one series that has these tags. */
  final double value(String name, String... tags) {
    clock.addSeconds(1);
    return registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
  }

  /** The values that this tag has among the series of a meter. */
  final Set<String> values(String name, String tag) {
    Set<String> values = new TreeSet<>();
    for (Meter meter : meters(name)) {
      values.add(String.valueOf(meter.getId().getTag(tag)));
    }
    return values;
  }

  final Collection<Meter> meters(String name) {
    return registry.find(name).meters();
  }
}
