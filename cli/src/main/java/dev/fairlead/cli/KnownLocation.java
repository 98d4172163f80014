package dev.fairlead.cli;

import dev.fairlead.api.Location;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Node and zone of this process as far as they were told, each with who told it. */
record KnownLocation(Told node, Told zone) {

  /**
   * One part of it.
   *
   * @param value null when nobody told
   * @param how in words; empty when nobody told
   */
  record Told(@Nullable String value, String how) {}

  /** The arguments first, then {@code NODE_NAME} and {@code NODE_ZONE}. */
  static KnownLocation of(Location arguments, UnaryOperator<@Nullable String> environment) {
    return new KnownLocation(
        told(arguments.node(), "--node", "NODE_NAME", environment),
        told(arguments.zone(), "--zone", "NODE_ZONE", environment));
  }

  private static Told told(
      @Nullable String argument,
      String option,
      String variable,
      UnaryOperator<@Nullable String> environment) {
    if (argument != null) {
      return new Told(argument, option);
    }
    String value = environment.apply(variable);
    return value == null || value.isBlank() ? new Told(null, "") : new Told(value, variable);
  }

  Location location() {
    return new Location(node.value(), zone.value());
  }
}
