package dev.fairlead.reference;

import dev.fairlead.api.Resolution;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a source told of one Service last, and whether it kept the rules of a source so far. */
final class Told implements Consumer<Resolution> {
  private volatile @Nullable Resolution last;
  private volatile @Nullable String broken;
  private volatile boolean over;

  @Override
  public void accept(Resolution now) {
    Resolution former = last;
    if (over) {
      broken = "told after the end of the interest: " + now;
    }
    if (former != null && same(now, former) && now.freshness().equals(former.freshness())) {
      broken = "the same was told twice: " + now;
    }
    if (now instanceof Resolution.Unknown && isKnown(former)) {
      broken = "what was known is not known any more: " + now;
    }
    last = now;
  }

  private static boolean isKnown(@Nullable Resolution of) {
    return of != null && !(of instanceof Resolution.Unknown);
  }

  /** The interest has ended some time ago: nothing is to be told any more. */
  void end() {
    over = true;
  }

  /** What was told against the rules; null when nothing was. */
  @Nullable String broken() {
    return broken;
  }

  /** Null when the last that was told is {@code truth}, else what is wrong. */
  @Nullable String wrong(Resolution truth) {
    Resolution now = last;
    if (broken != null) {
      return broken;
    }
    boolean right = now != null && same(now, truth) && now.freshness().equals(truth.freshness());
    return right ? null : String.valueOf(now);
  }

  /** Whatever the version and the freshness. */
  private static boolean same(Resolution one, Resolution other) {
    if (one instanceof Resolution.Found found && other instanceof Resolution.Found expected) {
      return found.snapshot().saysTheSameAs(expected.snapshot());
    }
    boolean noneIsThere =
        one instanceof Resolution.NotFound && other instanceof Resolution.NotFound;
    return noneIsThere || one.equals(other);
  }
}
