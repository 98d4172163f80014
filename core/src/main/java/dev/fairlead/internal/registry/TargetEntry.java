package dev.fairlead.internal.registry;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.Target;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.EndpointSource.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One target in use: its balancer, its watch, who holds it. Ends once and for all. */
final class TargetEntry {
  private final TargetBalancer balancer;
  private final TargetHandle handle;

  /** Set by the data plane at a use, cleared by the sweep. */
  private volatile boolean used = true;

  /** Set once. Read by the data plane at each use. */
  private volatile boolean ended;

  /** Written inside the compute methods of the registry's map only, read by all. */
  private final AtomicInteger leases = new AtomicInteger();

  /** Control plane only. */
  private int idle;

  /** Control plane only. */
  private @Nullable Subscription subscription;

  TargetEntry(TargetBalancer balancer, TargetHandle handle) {
    this.balancer = balancer;
    this.handle = handle;
    handle.leadsTo(this);
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
    return leases.get() > 0;
  }

  void lease() {
    leases.incrementAndGet();
  }

  void release() {
    leases.decrementAndGet();
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
    freeze("the target was not used for long, or others were used more");
  }

  /** No more news: it goes on with what it knows. Control plane only. */
  void freeze(String why) {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
    balancer.closed(why);
  }
}
