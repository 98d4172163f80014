package dev.fairlead.internal.health;

import dev.fairlead.api.Health;
import dev.fairlead.api.OutlierPolicy;

/**
 * What health thinks of one endpoint, and how it comes to think otherwise.
 *
 * <pre>
 *             eject                    wait is over
 *   Healthy ----------> Ejected ----------------------> Probing
 *      ^                   ^      the probe failed         |
 *      |                   +-------------------------------+
 *      +---------------------------------------------------+
 *                       the probe succeeded
 * </pre>
 *
 * <p>{@code times} says how often it was ejected of late: each doubles the next wait, each healthy
 * interval takes one away. Immutable; times in nanoseconds.
 */
sealed interface Standing {
  /** How endpoints begin. */
  Standing NEW = new Healthy(0);

  /** Beyond it a doubling says nothing any more: the longest ejection is reached. */
  int MOST_DOUBLINGS = 20;

  int times();

  Health health();

  /** Picked like all others. */
  record Healthy(int times) implements Standing {
    @Override
    public Health health() {
      return Health.HEALTHY;
    }

    Ejected eject(long now, long wait) {
      return new Ejected(times + 1, now + wait);
    }

    Healthy afterHealthyInterval() {
      return times == 0 ? this : new Healthy(times - 1);
    }
  }

  /** Left out until then. */
  record Ejected(int times, long until) implements Standing {
    @Override
    public Health health() {
      return Health.EJECTED;
    }

    boolean isOver(long now) {
      return now - until >= 0;
    }

    Probing probe() {
      return new Probing(times);
    }
  }

  /** Left out but for one request. */
  record Probing(int times) implements Standing {
    @Override
    public Health health() {
      return Health.PROBING;
    }

    Healthy succeeded() {
      return new Healthy(times);
    }

    /**
     * @param grows whether the next wait is longer: it is not when all fail
     */
    Ejected failed(long now, long wait, boolean grows) {
      return new Ejected(grows ? times + 1 : times, now + wait);
    }
  }

  /**
   * How long the ejection after so many lasts, in nanoseconds.
   *
   * @param chance 0 to 1: a tenth more or less, so that what was ejected together is not tried
   *     together
   */
  static long wait(int timesBefore, OutlierPolicy policy, double chance) {
    double doubled =
        policy.firstEjection().toNanos() * (double) (1L << Math.min(timesBefore, MOST_DOUBLINGS));
    double most = policy.longestEjection().toNanos();
    return (long) (Math.min(doubled, most) * (0.9 + 0.2 * chance));
  }
}
