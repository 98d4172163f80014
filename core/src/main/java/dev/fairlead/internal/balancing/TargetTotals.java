package dev.fairlead.internal.balancing;

import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.PickTotals;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.internal.health.Peers;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one target, and what its endpoints share. Written by the data plane only. */
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

  private final Peers peers;

  TargetTotals(Peers peers) {
    this.peers = peers;
  }

  Peers peers() {
    return peers;
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
