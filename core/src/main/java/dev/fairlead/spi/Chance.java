package dev.fairlead.spi;

import java.util.concurrent.ThreadLocalRandom;

/** The randomness of the built-in policies. Any thread. */
final class Chance {
  private Chance() {}

  /**
   * A number from 0 below {@code bound}. By a multiplication, where the library divides: no number
   * is likelier than another by more than {@code bound} in 2^32, and a pick draws twice.
   */
  static int below(int bound) {
    long drawn = Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt());
    return (int) ((drawn * bound) >>> 32);
  }
}
