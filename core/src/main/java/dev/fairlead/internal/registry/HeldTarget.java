package dev.fairlead.internal.registry;

import dev.fairlead.api.Lease;
import dev.fairlead.api.LoadBalancer;
import java.util.concurrent.atomic.AtomicBoolean;

/** One hold on an entry, given back once. */
final class HeldTarget implements Lease {
  private final TargetRegistry registry;
  private final TargetEntry entry;
  private final AtomicBoolean closed = new AtomicBoolean();

  HeldTarget(TargetRegistry registry, TargetEntry entry) {
    this.registry = registry;
    this.entry = entry;
  }

  @Override
  public LoadBalancer loadBalancer() {
    return entry.handle();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      registry.release(entry);
    }
  }
}
