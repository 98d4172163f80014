package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** One shared counter over the candidates. */
final class RoundRobinPicker implements Picker {
  private final Candidate[] candidates;

  /** Data plane: counts up at each pick and may wrap; the sign bit is masked away. */
  private final AtomicInteger next;

  RoundRobinPicker(List<? extends Candidate> candidates, IntUnaryOperator random) {
    this.candidates = candidates.toArray(Candidate[]::new);
    this.next = new AtomicInteger(random.applyAsInt(this.candidates.length));
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    return request.tried().isEmpty()
        ? candidates[turn(candidates.length)]
        : Untried.draw(candidates, this::turn, request);
  }

  private int turn(int bound) {
    return (next.getAndIncrement() & Integer.MAX_VALUE) % bound;
  }
}
