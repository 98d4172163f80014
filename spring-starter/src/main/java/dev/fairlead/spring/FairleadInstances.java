package dev.fairlead.spring;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.spi.AdapterLease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The instances of one service id, told anew with each change: there is no cache that would have to
 * expire. Holds the Service for as long as it is open, so that nothing is waited for after the
 * first answer; until that comes, no longer than calls wait, it tells nothing.
 */
final class FairleadInstances implements ServiceInstanceListSupplier, DisposableBean {
  private final String serviceId;
  private final ServiceTargets services;
  private final List<Target> targets;
  private final Sinks.Many<List<ServiceInstance>> told = Sinks.many().replay().latest();

  /** This and what follows: guarded by this. Changes come on the control plane. */
  private final List<AdapterLease> leases = new ArrayList<>();

  /** Nothing is known so far, and calls still wait. */
  private @Nullable News untold;

  private boolean closed;

  /**
   * What the control plane told of a target.
   *
   * @param index of the target
   */
  private record News(int index, Selection selection, Route route) {
    /** Neither endpoints nor a reason, and no switch that lets calls go by name. */
    boolean isNothing() {
      boolean bypassed =
          route instanceof Route.ByName byName && byName.cause() != Route.Cause.NOT_SYNCED;
      return isUnknown(selection) && !bypassed;
    }
  }

  FairleadInstances(String serviceId, ServiceTargets services) {
    this.serviceId = serviceId;
    this.services = services;
    this.targets = services.of(serviceId);
    if (targets.isEmpty()) {
      tell(List.of());
    } else {
      follow(0);
    }
  }

  private synchronized void follow(int index) {
    if (closed || leases.size() > index) {
      return;
    }
    AdapterLease lease =
        services
            .fairlead()
            .lease(targets.get(index), (selection, route) -> changed(index, selection, route));
    leases.add(lease);
    var unused = lease.loadBalancer().settled().thenRun(() -> settled(index));
  }

  private synchronized void changed(int index, Selection selection, Route route) {
    boolean isLast = index == targets.size() - 1;
    if (ServiceTargets.isOfAnotherPort(selection) && !isLast) {
      follow(index + 1);
      return;
    }
    News news = new News(index, selection, route);
    if (news.isNothing() && !isWaitOver(index)) {
      untold = news;
    } else {
      untold = null;
      tell(news);
    }
  }

  private synchronized void settled(int index) {
    News last = untold;
    if (last != null && last.index == index && isWaitOver(index)) {
      untold = null;
      tell(last);
    }
  }

  /** In vain, that is: an answer that is there but was not told yet is on its way. */
  private boolean isWaitOver(int index) {
    LoadBalancer balancer = leases.get(index).loadBalancer();
    return balancer.settled().toCompletableFuture().isDone() && isUnknown(balancer.selection());
  }

  private static boolean isUnknown(Selection selection) {
    return selection instanceof Selection.Empty empty && empty.reason() == Reason.NOT_SYNCED;
  }

  private void tell(News news) {
    String domain = services.fairlead().hosts().clusterDomain();
    Target target = targets.get(news.index);
    tell(new ServiceInstances(serviceId, target, domain).of(news.selection, news.route));
  }

  /** Elsewhere than on the control plane, since subscribers that wait go on there; in order. */
  private void tell(List<ServiceInstance> instances) {
    Schedulers.single().schedule(() -> told.tryEmitNext(instances));
  }

  @Override
  public String getServiceId() {
    return serviceId;
  }

  @Override
  public Flux<List<ServiceInstance>> get() {
    return told.asFlux();
  }

  @Override
  public synchronized void destroy() {
    closed = true;
    leases.forEach(AdapterLease::close);
    Schedulers.single().schedule(told::tryEmitComplete);
  }
}
