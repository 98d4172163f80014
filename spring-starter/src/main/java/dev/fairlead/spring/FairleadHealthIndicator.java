package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.TargetReport;
import dev.fairlead.api.Trouble;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * DOWN when a Service in use was never known though calls have waited for it. Not when the API
 * server is lost later, since the last endpoints stay in use, nor when a Service has no endpoints.
 * Boot's readiness group does not have it unless it is told to: an outage of the API server is no
 * reason to take every pod out of rotation.
 */
final class FairleadHealthIndicator implements HealthIndicator {
  private final Fairlead fairlead;

  FairleadHealthIndicator(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Health health() {
    Map<String, String> targets = new TreeMap<>();
    boolean unknown = false;
    for (LoadBalancer balancer : fairlead.loadBalancers()) {
      TargetReport report = balancer.report();
      targets.put(report.target().toString(), words(report));
      unknown |= isMissing(report) && hasWaitedInVain(balancer);
    }
    Route.ByName bypass = fairlead.bypass();
    return (unknown && bypass == null ? Health.down() : Health.up())
        .withDetail("calls", bypass == null ? "to endpoints" : "by name: " + bypass.explanation())
        .withDetail("targets", targets)
        .build();
  }

  /** What was not known a moment ago may be by now: then the answer has ended the wait. */
  private static boolean hasWaitedInVain(LoadBalancer balancer) {
    return balancer.settled().toCompletableFuture().isDone() && isMissing(balancer.report());
  }

  private static boolean isMissing(TargetReport report) {
    return report.freshness() instanceof Freshness.Pending && !isOutside(report);
  }

  /** Where there is no cluster nothing is missing. */
  private static boolean isOutside(TargetReport report) {
    return report.route() instanceof Route.ByName name && name.cause() == Route.Cause.NO_SOURCE;
  }

  private static String words(TargetReport report) {
    Trouble trouble = report.freshness().trouble();
    String known =
        report.selection() instanceof Selection.Eligible eligible
            ? count(eligible.endpoints().size())
            : ((Selection.Empty) report.selection()).reason().name();
    return trouble == null ? known : known + ", " + trouble.explanation();
  }

  private static String count(int endpoints) {
    return endpoints == 1 ? "1 endpoint" : endpoints + " endpoints";
  }
}
