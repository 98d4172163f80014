package dev.fairlead.internal.health;

/**
 * A number and the time it was noted at in one long, so that both are replaced at once and nothing
 * is allocated: 32 bits of a float, 32 bits of milliseconds that wrap after 49 days.
 */
final class Stamped {
  /** Nothing was noted yet; its value is 0. */
  static final long NOTHING = 0;

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Threads read the clock and store in different orders: so much backwards is no time at all. */
  private static final int DISORDER_MILLIS = 60_000;

  private Stamped() {}

  static long of(double value, long now) {
    return ((long) Float.floatToRawIntBits((float) value) << 32) | (millis(now) & 0xFFFF_FFFFL);
  }

  static double value(long stamped) {
    return Float.intBitsToFloat((int) (stamped >>> 32));
  }

  /** How long ago it was noted; never negative. */
  static long ageMillis(long stamped, long now) {
    int age = millis(now) - (int) stamped;
    return age < 0 && age > -DISORDER_MILLIS ? 0 : Integer.toUnsignedLong(age);
  }

  private static int millis(long nanos) {
    return (int) (nanos / NANOS_PER_MILLI);
  }
}
