package dev.fairlead.internal.registry;

import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.spi.AdapterLease;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.ConnectionPicker;
import dev.fairlead.spi.EndpointSource.Subscription;
import dev.fairlead.spi.TargetObserver;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One hold on an entry, given back once. */
final class HeldTarget implements AdapterLease {
  private final TargetRegistry registry;
  private final TargetEntry entry;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Control plane only. */
  private @Nullable Subscription following;

  HeldTarget(TargetRegistry registry, TargetEntry entry, @Nullable TargetObserver observer) {
    this.registry = registry;
    this.entry = entry;
    if (observer != null) {
      registry.control().execute(() -> follow(observer));
    }
  }

  private void follow(TargetObserver observer) {
    if (!closed.get()) {
      following = entry.balancer().observe((selection, route) -> tell(observer, selection, route));
    }
  }

  /** What was on its way when the lease was closed is not told any more. */
  private void tell(TargetObserver observer, Selection selection, Route route) {
    if (!closed.get()) {
      observer.changed(selection, route);
    }
  }

  @Override
  public LoadBalancer loadBalancer() {
    return entry.handle();
  }

  @Override
  public <C> @Nullable ConnectionPicker<C> among(
      Map<EndpointIdentity, C> connections, @Nullable BalancingPolicy policy) {
    return entry.balancer().among(connections, policy);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      registry.release(entry);
      registry.control().execute(this::unfollow);
    }
  }

  private void unfollow() {
    if (following != null) {
      following.close();
      following = null;
    }
  }
}
