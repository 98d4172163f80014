package dev.fairlead.internal.health;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.SlowStart;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntUnaryOperator;

/**
 * The health of one target's endpoints: which are left out for a while, and which get less since
 * they are new. Judges on the control plane; the data plane only asks it to.
 */
public final class TargetHealth {
  private final OutlierPolicy policy;
  private final Peers peers;
  private final Executor control;
  private final Observer observer;
  private final OutlierDetector detector;
  private final Ramps ramps;

  /** An endpoint of the set. */
  public interface Member {
    /** As it is now. */
    Endpoint endpoint();

    /** What it keeps from set to set. */
    EndpointStats stats();
  }

  /** Told on the control plane. */
  public interface Observer {
    /** An endpoint is left out from now on, for so long. */
    void ejected(Endpoint endpoint, Ejection.Cause cause, Duration duration, int times);

    /** An endpoint is used again. */
    void readmitted(Endpoint endpoint);

    /** Pickers have to be made anew; told after the others. */
    void changed();
  }

  /**
   * @param control runs tasks in order, one at a time
   * @param random given a bound, a number from 0 below it
   */
  public TargetHealth(
      OutlierPolicy policy,
      SlowStart slowStart,
      Peers peers,
      Executor control,
      IntUnaryOperator random,
      Observer observer) {
    this.policy = policy;
    this.peers = peers;
    this.control = control;
    this.observer = observer;
    this.detector = new OutlierDetector(policy, random, observer, peers.now());
    this.ramps = new Ramps(slowStart);
  }

  /** What the endpoints have in common. */
  public Peers peers() {
    return peers;
  }

  /** Data plane: a request to the endpoint failed, or was its probe. */
  public void look(EndpointStats stats) {
    if (policy.isOn() && (stats.row().isDue(policy) || stats.isOut())) {
      control.execute(() -> judge(stats));
    }
  }

  private void judge(EndpointStats stats) {
    long now = peers.now();
    boolean wasOut = stats.isOut();
    if (detector.judge(stats, now)) {
      if (wasOut && !stats.isOut()) {
        ramps.again(stats, now);
        ramps.tick(now);
      }
      observer.changed();
    }
  }

  /** These are the endpoints now; the caller makes the picker. Control plane only. */
  public void follow(List<? extends Member> members) {
    detector.follow(members);
    ramps.follow(members, peers.now());
  }

  /** Once a second: looks at the clock. Control plane only. */
  public void tick() {
    long now = peers.now();
    boolean weights = ramps.tick(now);
    boolean ejections = policy.isOn() && detector.tick(now);
    if (weights || ejections) {
      observer.changed();
    }
  }
}
