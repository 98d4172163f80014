package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * The endpoints of Services for Spring Cloud. The first question for a Service begins to watch it
 * and waits for the answer as a call does; the next ones are answered from memory. Ids that are no
 * Services have no instances, so that other clients are asked.
 */
final class FairleadDiscoveryClient implements DiscoveryClient {

  /** Before clients that poll. */
  static final int ORDER = -1;

  private static final Set<Reason> MISSING =
      EnumSet.of(Reason.SERVICE_NOT_FOUND, Reason.NO_SOURCE, Reason.NOT_SYNCED);

  private final ServiceTargets targets;

  FairleadDiscoveryClient(ServiceTargets targets) {
    this.targets = targets;
  }

  @Override
  public String description() {
    return "Fairlead: endpoints of Kubernetes Services";
  }

  @Override
  public List<ServiceInstance> getInstances(String serviceId) {
    List<ServiceInstance> instances = List.of();
    for (Target target : targets.of(serviceId)) {
      TargetReport report = report(targets.fairlead().loadBalancer(target));
      if (!ServiceTargets.isOfAnotherPort(report.selection())) {
        String domain = targets.fairlead().hosts().clusterDomain();
        instances =
            new ServiceInstances(serviceId, target, domain).of(report.selection(), report.route());
        break;
      }
    }
    return instances;
  }

  private TargetReport report(LoadBalancer balancer) {
    if (targets.fairlead().bypass() == null) {
      balancer.settled().toCompletableFuture().join();
    }
    return balancer.report();
  }

  /** Those in use, since nothing is asked of the API server about others. */
  @Override
  public List<String> getServices() {
    Fairlead fairlead = targets.fairlead();
    Set<String> services = new TreeSet<>();
    for (LoadBalancer balancer : fairlead.loadBalancers()) {
      if (isThere(balancer.selection())) {
        ServiceKey service = balancer.target().service();
        boolean isOwn = service.namespace().equals(fairlead.hosts().ownNamespace());
        services.add(isOwn ? service.name() : service.name() + "." + service.namespace());
      }
    }
    return List.copyOf(services);
  }

  /** Not one that was asked for in vain. */
  private static boolean isThere(Selection selection) {
    return !(selection instanceof Selection.Empty empty) || !MISSING.contains(empty.reason());
  }

  @Override
  public void probe() {
    // The health indicator of Fairlead tells more.
  }

  @Override
  public int getOrder() {
    return ORDER;
  }
}
