package dev.fairlead.e2e;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Target;
import dev.fairlead.api.Trouble;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What is told of the freshness of each target, in order, so that nothing is missed between looks.
 */
final class Heard implements FairleadListener {
  private final Map<Target, List<String>> told = new ConcurrentHashMap<>();

  @Override
  public void freshnessChanged(Target target, Freshness freshness) {
    of(target).add(word(freshness));
  }

  private List<String> of(Target target) {
    return told.computeIfAbsent(target, t -> new CopyOnWriteArrayList<>());
  }

  /** Such as {@code STALE(SILENT)}. */
  static String word(Freshness freshness) {
    Trouble trouble = freshness.trouble();
    String why = trouble == null ? "" : "(" + trouble.kind() + ")";
    if (freshness instanceof Freshness.Live) {
      return "LIVE";
    }
    return (freshness instanceof Freshness.Stale ? "STALE" : "PENDING") + why;
  }

  /** The words, with a space between them. */
  String told(Target target) {
    return String.join(" ", of(target));
  }

  void forget(Target target) {
    of(target).clear();
  }
}
