package dev.fairlead.internal.discovery;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who watches one Service, and what they were last told. Tells them changes only, and never that
 * nothing is known any more.
 */
public final class ServiceWatch {
  private final List<Consumer<Resolution>> observers = new ArrayList<>();
  private @Nullable Resolution last;

  ServiceWatch() {}

  void add(Consumer<Resolution> observer) {
    observers.add(observer);
    if (last != null) {
      observer.accept(last);
    }
  }

  /** Removes one registration of {@code observer}; harmless when there is none. */
  void remove(Consumer<Resolution> observer) {
    observers.remove(observer);
  }

  boolean isEmpty() {
    return observers.isEmpty();
  }

  void offer(Resolution told) {
    Trouble why = told.freshness().trouble();
    boolean doubtful =
        last instanceof Resolution.NotFound && told instanceof Resolution.Unknown && why != null;
    Resolution resolution =
        doubtful ? new Resolution.NotFound(new Freshness.Stale(Objects.requireNonNull(why))) : told;
    boolean forgets = resolution instanceof Resolution.Unknown && isKnown(last);
    if (last == null || !(forgets || sameContent(resolution, last))) {
      last = resolution;
      List.copyOf(observers).forEach(observer -> observer.accept(resolution));
    }
  }

  private static boolean isKnown(@Nullable Resolution told) {
    return told != null && !(told instanceof Resolution.Unknown);
  }

  /** A new version alone is no news. */
  private static boolean sameContent(Resolution now, Resolution last) {
    if (now instanceof Resolution.Found found && last instanceof Resolution.Found former) {
      return found.freshness().equals(former.freshness())
          && found.snapshot().saysTheSameAs(former.snapshot());
    }
    return now.equals(last);
  }
}
