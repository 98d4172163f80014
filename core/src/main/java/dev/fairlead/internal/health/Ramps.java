package dev.fairlead.internal.health;

import dev.fairlead.api.SlowStart;
import dev.fairlead.internal.health.TargetHealth.Member;
import java.util.List;

/** The slow starts of one target's endpoints: sets their weights. Control plane only. */
final class Ramps {
  private final SlowStart settings;

  private List<? extends Member> members = List.of();

  /** Since when there is an endpoint at all; meaningless before. */
  private long begun;

  private boolean hasBegun;

  /** Whether any is new, or was when last looked. */
  private boolean any;

  Ramps(SlowStart settings) {
    this.settings = settings;
  }

  /** These are the endpoints now; those not seen before are new. */
  void follow(List<? extends Member> now, long time) {
    members = now;
    if (!hasBegun && !now.isEmpty()) {
      hasBegun = true;
      begun = time;
    }
    long window = settings.window().toNanos();
    // Whoever has just started knows nothing of who was there before.
    boolean tellsApart = settings.isOn() && time - begun >= window;
    for (Member member : now) {
      if (member.stats().isSeenFirst() && tellsApart) {
        member.stats().ramps(new Ramp(time, window));
        any = true;
      }
    }
    tick(time);
  }

  /** It was left out and is used again: half a start. */
  void again(EndpointStats stats, long now) {
    if (settings.isOn()) {
      stats.ramps(new Ramp(now, Math.max(1, settings.window().toNanos() / 2)));
      any = true;
    }
  }

  /** Looks at the clock; true when pickers have to be made anew. */
  boolean tick(long now) {
    if (!any) {
      return false;
    }
    int starting = 0;
    for (Member member : members) {
      Ramp ramp = member.stats().ramp();
      if (ramp != null && ramp.isOver(now)) {
        member.stats().ramps(null);
      } else if (ramp != null) {
        starting++;
      }
    }
    any = starting > 0;
    // With most of them new, holding them back would leave all the load to the few others.
    return weigh(now, starting * 2 <= members.size());
  }

  private boolean weigh(long now, boolean heldBack) {
    boolean changed = false;
    for (Member member : members) {
      Ramp ramp = member.stats().ramp();
      double weight = ramp == null || !heldBack ? 1 : ramp.weight(settings, now);
      changed |= member.stats().weighs(weight);
    }
    return changed;
  }
}
