package dev.fairlead.internal.registry;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.Target;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.EndpointSource.Subscription;
import org.jspecify.annotations.Nullable;

/** One target in use: its balancer, its watch, who holds it. Ends once and for all. */
final class TargetEntry {
  private final TargetBalancer balancer;
  private final TargetHandle handle;

  /** Set by the data plane at a use, cleared by the sweep. */
  private volatile boolean used = true;

  /** Set once. Read by the data plane at each use. */
  private volatile boolean ended;

  /** Guarded by the registry's map: changed inside its compute methods only. */
  private int leases;

  /** Control plane only. */
  private int idle;

  /** Control plane only. */
  private @Nullable Subscription subscription;

  TargetEntry(TargetRegistry registry, TargetBalancer balancer) {
    this.balancer = balancer;
    this.handle = new TargetHandle(registry, this);
  }

  Target target() {
    return balancer.target();
  }

  TargetBalancer balancer() {
    return balancer;
  }

  TargetHandle handle() {
    return handle;
  }

  /** Notes a use; false when the entry has ended, and is none any more. */
  boolean use() {
    if (ended) {
      return false;
    }
    if (!used) {
      used = true;
    }
    return true;
  }

  /** For how many calls of this method in a row it was not used; 0 when it was. */
  int sweep() {
    idle = used ? 0 : idle + 1;
    used = false;
    return idle;
  }

  boolean isLeased() {
    return leases > 0;
  }

  void lease() {
    leases++;
  }

  void release() {
    leases--;
  }

  /** Control plane only. */
  void watched(Subscription by) {
    if (ended) {
      by.close();
    } else {
      subscription = by;
    }
  }

  void resolved(Resolution resolution) {
    if (!ended) {
      balancer.resolved(resolution);
    }
  }

  void markEnded() {
    ended = true;
  }

  /** Control plane only. */
  void end() {
    ended = true;
    freeze();
  }

  /** No more news: it goes on with what it knows. Control plane only. */
  void freeze() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
    balancer.closed();
  }
}
