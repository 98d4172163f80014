package dev.fairlead.internal.health;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.internal.health.TargetHealth.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Decides which endpoints of one target are left out for a while. Control plane only. */
final class OutlierDetector {
  private static final int CHANCES = 1 << 16;

  /** So many others are asked whether they fail as well. */
  private static final int SAMPLE = 32;

  /** Of the estimate: where it stays when each fifth request fails. */
  private static final double OTHERS_FAIL = 0.5;

  private final OutlierPolicy policy;
  private final IntUnaryOperator random;
  private final TargetHealth.Observer observer;

  private List<? extends Member> members = List.of();
  private long lastSweep;
  private int out;

  OutlierDetector(
      OutlierPolicy policy, IntUnaryOperator random, TargetHealth.Observer observer, long now) {
    this.policy = policy;
    this.random = random;
    this.observer = observer;
    this.lastSweep = now;
  }

  /** These are the endpoints now. */
  void follow(List<? extends Member> now) {
    members = now;
    if (out > 0) { // newcomers are not, and there may be thousands
      out = (int) now.stream().filter(member -> member.stats().isOut()).count();
    }
  }

  /** Looks at one that failed, or was probed; true when the picker has to be made anew. */
  boolean judge(EndpointStats stats, long now) {
    Member member = member(stats);
    if (member == null) {
      return false;
    }
    if (stats.standing() instanceof Standing.Probing probing) {
      return probed(member, probing, now);
    }
    if (!stats.row().isLong(policy) || !mayEject() || othersFail(stats, now)) {
      return false;
    }
    Ejection.Cause cause =
        stats.row().cannotConnect(policy)
            ? Ejection.Cause.CONNECT_FAILURES_IN_A_ROW
            : Ejection.Cause.FAILURES_IN_A_ROW;
    return eject(member, cause, now);
  }

  private @Nullable Member member(EndpointStats stats) {
    for (Member member : members) {
      if (member.stats() == stats) {
        return member;
      }
    }
    return null;
  }

  private boolean mayEject() {
    int n = members.size();
    return out < Math.min(n - 1, Math.max(1, n * policy.mostPercent() / 100));
  }

  private boolean othersFail(EndpointStats stats, long now) {
    int n = members.size();
    int step = Math.max(1, n / SAMPLE);
    double sum = 0;
    int asked = 0;
    for (int i = random.applyAsInt(step); i < n; i += step) {
      EndpointStats other = members.get(i).stats();
      if (other != stats && !other.isOut()) {
        sum += other.failureShare(now);
        asked++;
      }
    }
    return asked > 0 && sum / asked >= OTHERS_FAIL;
  }

  private boolean eject(Member member, Ejection.Cause cause, long now) {
    if (!(member.stats().standing() instanceof Standing.Healthy healthy)) {
      return false;
    }
    long wait = wait(healthy.times());
    ejected(member, healthy.eject(now, wait), cause, wait);
    out++;
    return true;
  }

  private long wait(int timesBefore) {
    return Standing.wait(timesBefore, policy, random.applyAsInt(CHANCES) / (double) CHANCES);
  }

  private void ejected(Member member, Standing.Ejected standing, Ejection.Cause cause, long wait) {
    member.stats().stands(standing);
    member.stats().probe().end();
    observer.ejected(member.endpoint(), cause, Duration.ofNanos(wait), standing.times());
  }

  private boolean probed(Member member, Standing.Probing probing, long now) {
    EndpointStats stats = member.stats();
    if (stats.probe().succeeded()) {
      stats.probe().end();
      stats.stands(probing.succeeded());
      stats.beginsAnew();
      out--;
      observer.readmitted(member.endpoint());
      return true;
    }
    if (stats.probe().failed()) {
      boolean grows = !othersFail(stats, now);
      long wait = wait(grows ? probing.times() : Math.max(0, probing.times() - 1));
      ejected(member, probing.failed(now, wait, grows), Ejection.Cause.PROBE_FAILED, wait);
      return true;
    }
    return false;
  }

  /** Looks at the clock; true when the picker has to be made anew. */
  boolean tick(long now) {
    boolean changed = out > 0 && probeThoseDue(now);
    if (now - lastSweep >= policy.interval().toNanos()) {
      lastSweep = now;
      changed |= sweep(now);
    }
    return changed;
  }

  private boolean probeThoseDue(long now) {
    boolean changed = false;
    for (Member member : members) {
      EndpointStats stats = member.stats();
      if (stats.standing() instanceof Standing.Ejected ejected && ejected.isOver(now)) {
        stats.stands(ejected.probe());
        stats.probe().want();
        changed = true;
      } else if (stats.probe().isLost(now, policy.firstEjection().toNanos())) {
        stats.probe().want();
      }
    }
    return changed;
  }

  private boolean sweep(long now) {
    List<Member> asked = new ArrayList<>();
    List<OutcomeWindow.Counts> all = new ArrayList<>();
    for (Member member : members) {
      OutcomeWindow.Counts counts = member.stats().interval();
      if (!member.stats().isOut() && counts.all() >= FailureShares.LEAST_REQUESTS) {
        all.add(counts);
        asked.add(member);
      }
    }
    boolean changed = false;
    for (int i : FailureShares.outliers(all)) {
      changed |= mayEject() && eject(asked.get(i), Ejection.Cause.FAILURE_SHARE, now);
    }
    for (Member member : members) {
      if (member.stats().standing() instanceof Standing.Healthy healthy) {
        member.stats().stands(healthy.afterHealthyInterval());
      }
    }
    return changed;
  }
}
