package dev.fairlead.internal.balancing;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.PickTotals;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Target;
import dev.fairlead.internal.health.Peers;
import dev.fairlead.internal.health.TargetHealth;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one target, and what its endpoints share. Any thread. */
@SuppressWarnings("EnumOrdinal") // indexes of arrays of this process, never stored
final class TargetTotals implements PickTotals {
  private static final int LOCALITIES = Locality.values().length;

  private final LongAdder[] completed = adders(Outcome.values().length * LOCALITIES);
  private final LongAdder[] shadow = adders(LOCALITIES);
  private final LongAdder[] refused = adders(Reason.values().length);
  private final LongAdder[] byName = adders(Route.Cause.values().length);
  private final LongAdder retries = new LongAdder();
  private final LongAdder retriesRefused = new LongAdder();
  private final LongAdder shadowRefused = new LongAdder();

  private final LongAdder spilled = new LongAdder();
  private final LongAdder panics = new LongAdder();

  private final TargetHealth health;
  private final Ejections ejections;

  /**
   * @param healthChanged makes the pickers anew; called on the control plane
   */
  TargetTotals(
      Target target, HealthSettings settings, BalancerHooks hooks, Runnable healthChanged) {
    this.ejections = new Ejections(target, hooks.listener(), healthChanged);
    this.health =
        new TargetHealth(
            settings.outliers(),
            settings.slowStart(),
            new Peers(hooks.nanoTime()),
            hooks.control(),
            hooks.random(),
            ejections);
  }

  TargetHealth health() {
    return health;
  }

  /** The time now, in nanoseconds. */
  long now() {
    return health.peers().now();
  }

  private static LongAdder[] adders(int count) {
    LongAdder[] adders = new LongAdder[count];
    for (int i = 0; i < count; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }

  void complete(Outcome outcome, Locality locality) {
    completed[outcome.ordinal() * LOCALITIES + locality.ordinal()].increment();
  }

  void refuse(Reason reason) {
    refused[reason.ordinal()].increment();
  }

  void retry() {
    retries.increment();
  }

  void refuseRetry() {
    retriesRefused.increment();
  }

  void goByName(Route.Cause cause) {
    byName[cause.ordinal()].increment();
  }

  void wouldGo(Locality locality) {
    shadow[locality.ordinal()].increment();
  }

  void wouldRefuse() {
    shadowRefused.increment();
  }

  void spill() {
    spilled.increment();
  }

  void panic() {
    panics.increment();
  }

  @Override
  public long ejections(Ejection.Cause cause) {
    return ejections.count(cause);
  }

  @Override
  public long spilled() {
    return spilled.sum();
  }

  @Override
  public long panics() {
    return panics.sum();
  }

  @Override
  public long completed(Outcome outcome, Locality locality) {
    return completed[outcome.ordinal() * LOCALITIES + locality.ordinal()].sum();
  }

  @Override
  public long refused(Reason reason) {
    return refused[reason.ordinal()].sum();
  }

  @Override
  public long retries() {
    return retries.sum();
  }

  @Override
  public long retriesRefused() {
    return retriesRefused.sum();
  }

  @Override
  public long byName(Route.Cause cause) {
    return byName[cause.ordinal()].sum();
  }

  @Override
  public long shadow(Locality locality) {
    return shadow[locality.ordinal()].sum();
  }

  @Override
  public long shadowRefused() {
    return shadowRefused.sum();
  }
}
