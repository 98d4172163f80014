package dev.fairlead.internal.balancing;

import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.PickRequest;
import dev.fairlead.spi.ConnectionPicker;
import dev.fairlead.spi.Picker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The connections of an adapter, and a picker over them. */
record Connections<C>(Picker picker, TargetTotals totals) implements ConnectionPicker<C> {

  /** Those of the candidates that have a connection. */
  static <C> List<Connected<C>> of(
      List<LiveCandidate> candidates, Map<EndpointIdentity, C> connections, RetryBudget retries) {
    List<Connected<C>> connected = new ArrayList<>(Math.min(candidates.size(), connections.size()));
    for (LiveCandidate candidate : candidates) {
      C connection = connections.get(new EndpointIdentity(candidate.endpoint()));
      if (connection != null) {
        connected.add(new Connected<>(candidate, connection, retries));
      }
    }
    return connected;
  }

  @Override
  @SuppressWarnings("unchecked") // a picker gives back one of the candidates it was made over
  public Choice<C> choose(PickRequest request) {
    return (Connected<C>) picker.pick(request, totals.now());
  }
}
