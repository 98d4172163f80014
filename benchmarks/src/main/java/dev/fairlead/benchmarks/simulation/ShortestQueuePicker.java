package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.PickRequest;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Joins the shortest queue, as only an oracle can: it looks at the servers themselves. It sees how
 * many calls they have, not how fast they are or whether they fail.
 */
final class ShortestQueuePicker implements Picker {
  private final List<? extends Candidate> candidates;
  private final Server[] servers;
  private final IntUnaryOperator random;

  ShortestQueuePicker(List<? extends Candidate> candidates, Seat seat) {
    this.candidates = candidates;
    this.servers =
        candidates.stream()
            .map(candidate -> seat.fleet().at(candidate.endpoint()))
            .toArray(Server[]::new);
    this.random = seat.random();
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    // A random beginning, so that a tie goes to any of them.
    int at = random.applyAsInt(servers.length);
    int best = at;
    for (int i = 1; i < servers.length; i++) {
      at = at + 1 == servers.length ? 0 : at + 1;
      if (servers[at].calls() < servers[best].calls()) {
        best = at;
      }
    }
    return candidates.get(best);
  }
}
