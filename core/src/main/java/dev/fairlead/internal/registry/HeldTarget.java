package dev.fairlead.internal.registry;

import dev.fairlead.api.Lease;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Selection;
import dev.fairlead.spi.EndpointSource.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One hold on an entry, given back once. */
final class HeldTarget implements Lease {
  private final TargetRegistry registry;
  private final TargetEntry entry;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Control plane only. */
  private @Nullable Subscription following;

  HeldTarget(TargetRegistry registry, TargetEntry entry, @Nullable Consumer<Selection> observer) {
    this.registry = registry;
    this.entry = entry;
    if (observer != null) {
      registry.control().execute(() -> follow(observer));
    }
  }

  private void follow(Consumer<Selection> observer) {
    if (!closed.get()) {
      following = entry.balancer().observe(selection -> tell(observer, selection));
    }
  }

  /** What was on its way when the lease was closed is not told any more. */
  private void tell(Consumer<Selection> observer, Selection selection) {
    if (!closed.get()) {
      observer.accept(selection);
    }
  }

  @Override
  public LoadBalancer loadBalancer() {
    return entry.handle();
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
