package dev.fairlead.internal.balancing;

import dev.fairlead.api.PickRequest;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.util.List;

/** Gives each endpoint that is to be probed one request, and all the others to another picker. */
final class ProbingPicker implements Picker {
  private final Tracked[] probes;
  private final Picker others;

  /**
   * @param probes some, not many: they are a part of those that may be left out at a time
   */
  ProbingPicker(List<? extends Tracked> probes, Picker others) {
    this.probes = probes.toArray(Tracked[]::new);
    this.others = others;
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    for (Tracked probe : probes) {
      // A further attempt of a call that has failed already is too good for a try.
      if (request.tried().isEmpty() && probe.live().stats().tryProbe(now)) {
        return probe;
      }
    }
    return others.pick(request, now);
  }
}
