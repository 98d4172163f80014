package dev.fairlead.internal.health;

import dev.fairlead.api.SlowStart;

/**
 * The slow start of one endpoint: since when, and for how long, in nanoseconds. Immutable.
 *
 * @param length at least 1
 */
record Ramp(long since, long length) {

  boolean isOver(long now) {
    return now - since >= length;
  }

  /** What it should get beside the others, up to 1. */
  double weight(SlowStart settings, long now) {
    double age = Math.max(0, (double) (now - since) / length);
    double grown = settings.aggression() == 1 ? age : Math.pow(age, 1 / settings.aggression());
    return Math.min(1, Math.max(settings.leastWeight(), grown));
  }
}
