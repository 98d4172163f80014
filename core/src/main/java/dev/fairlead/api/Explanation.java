package dev.fairlead.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A selection together with every endpoint of the Service that it left out, and why. */
public record Explanation(Selection selection, List<Exclusion> excluded) {

  public Explanation {
    excluded = List.copyOf(excluded);
  }

  /**
   * One endpoint that was left out.
   *
   * @param port null when the slice has no such port, or the ports were not looked at
   */
  public record Exclusion(EndpointRecord endpoint, @Nullable Integer port, Why why) {}
}
