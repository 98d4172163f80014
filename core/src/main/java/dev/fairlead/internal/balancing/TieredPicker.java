package dev.fairlead.internal.balancing;

import dev.fairlead.api.PickRequest;
import dev.fairlead.api.SpillOver;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Picks nearby, and farther away when it is too much there: when the chosen one has requests in
 * flight and is several times as loaded as one drawn from farther away, when it is slow or fails,
 * when the call was tried there already, and a part of all when many of the near ones are left out
 * (as Envoy's priorities do with health and overprovisioning).
 */
final class TieredPicker implements Picker {
  /** Near endpoints are thought to carry 40 % more than they do. */
  private static final double OVERPROVISIONING = 1.4;

  /**
   * Calls to an endpoint nearby cost so many times what they cost farther away: it queues them or
   * fails. One of many seldom callers never has enough in flight to see that otherwise.
   */
  private static final double WORSE = 2;

  private static final int CHANCES = 1 << 16;

  private final Picker near;
  private final Farther farther;
  private final SpillOver spillOver;
  private final TargetTotals totals;
  private final IntUnaryOperator random;

  /** Of {@link #CHANCES}: how many go far since too many of the near ones are left out. */
  private final int aside;

  /** The next tier: a picker, which may go farther still, and the endpoints of that tier alone. */
  record Farther(Picker picker, List<? extends Candidate> endpoints) {}

  /**
   * @param healthy the share of the near ones that is in use, above 0 and up to 1
   */
  TieredPicker(
      Picker near,
      double healthy,
      Farther farther,
      SpillOver spillOver,
      TargetTotals totals,
      IntUnaryOperator random) {
    this.near = near;
    this.farther = farther;
    this.spillOver = spillOver;
    this.totals = totals;
    this.random = random;
    this.aside = (int) (CHANCES * Math.max(0, 1 - OVERPROVISIONING * healthy));
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    if (aside > 0 && random.applyAsInt(CHANCES) < aside) {
      return far(request, now);
    }
    Candidate chosen = near.pick(request, now);
    if (request.avoids(chosen.endpoint())) {
      return far(request, now);
    }
    List<? extends Candidate> others = farther.endpoints();
    Candidate other = others.get(random.applyAsInt(others.size()));
    if (!isTooMuch(chosen, other, now) || request.avoids(other.endpoint())) {
      return chosen;
    }
    totals.spill();
    return other;
  }

  private boolean isTooMuch(Candidate chosen, Candidate other, long now) {
    double load = chosen.load(now) / other.load(now);
    boolean busy = chosen.inFlight() >= spillOver.fromInFlight() && load > spillOver.loadRatio();
    return busy || (load > WORSE && chosen.cost(now) > WORSE * other.cost(now));
  }

  private Candidate far(PickRequest request, long now) {
    totals.spill();
    return farther.picker().pick(request, now);
  }
}
