package dev.fairlead.spring;

import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.spi.AdapterLease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
final class FairleadInstances implements ServiceInstanceListSupplier, AutoCloseable {
  private final String serviceId;
  private final ServiceTargets services;
  private final List<Target> targets;
  private final Sinks.Many<List<ServiceInstance>> told = Sinks.many().replay().latest();

  /** This and what follows: guarded by this. Changes come on the control plane. */
  private final List<AdapterLease> leases = new ArrayList<>();

  private @Nullable Runnable unsettled;
  private boolean closed;

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
    var unused = lease.loadBalancer().settled().thenRun(this::settled);
  }

  private synchronized void changed(int index, Selection selection, Route route) {
    boolean isLast = index == targets.size() - 1;
    if (ServiceTargets.isOfAnotherPort(selection) && !isLast) {
      follow(index + 1);
      return;
    }
    String domain = services.fairlead().hosts().clusterDomain();
    ServiceInstances instances = new ServiceInstances(serviceId, targets.get(index), domain);
    Runnable news = () -> tell(instances.of(selection, route));
    if (isStillAwaited(index, selection, route)) {
      unsettled = news;
    } else {
      unsettled = null;
      news.run();
    }
  }

  /** Nothing is known, and calls would still wait. */
  private boolean isStillAwaited(int index, Selection selection, Route route) {
    boolean unknown =
        selection instanceof Selection.Empty empty && empty.reason() == Reason.NOT_SYNCED;
    boolean bypassed =
        route instanceof Route.ByName byName && byName.cause() != Route.Cause.NOT_SYNCED;
    boolean waitIsOver =
        leases.size() > index
            && leases.get(index).loadBalancer().settled().toCompletableFuture().isDone();
    return unknown && !bypassed && !waitIsOver;
  }

  /** The wait is over: what was known last has to do. */
  private synchronized void settled() {
    Runnable last = unsettled;
    unsettled = null;
    if (last != null) {
      last.run();
    }
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
  public synchronized void close() {
    closed = true;
    leases.forEach(AdapterLease::close);
    Schedulers.single().schedule(told::tryEmitComplete);
  }
}
