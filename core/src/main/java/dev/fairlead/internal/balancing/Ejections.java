package dev.fairlead.internal.balancing;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Target;
import dev.fairlead.internal.health.TargetHealth;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** Counts and tells what health decides about one target's endpoints. */
@SuppressWarnings("EnumOrdinal") // the index of an array of this process, never stored
final class Ejections implements TargetHealth.Observer {
  private final Target target;
  private final @Nullable FairleadListener listener;
  private final Runnable changed;

  /** Written by the control plane, read by all. */
  private final AtomicLongArray counts = new AtomicLongArray(Ejection.Cause.values().length);

  /**
   * @param listener null when nobody listens
   * @param changed makes the pickers anew
   */
  Ejections(Target target, @Nullable FairleadListener listener, Runnable changed) {
    this.target = target;
    this.listener = listener;
    this.changed = changed;
  }

  long count(Ejection.Cause cause) {
    return counts.get(cause.ordinal());
  }

  @Override
  public void ejected(Endpoint endpoint, Ejection.Cause cause, Duration duration, int times) {
    counts.incrementAndGet(cause.ordinal());
    if (listener != null) {
      listener.endpointEjected(new Ejection(target, endpoint, cause, duration, times));
    }
  }

  @Override
  public void readmitted(Endpoint endpoint) {
    if (listener != null) {
      listener.endpointReadmitted(target, endpoint);
    }
  }

  @Override
  public void changed() {
    changed.run();
  }
}
