package dev.fairlead;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.api.Target;
import dev.fairlead.api.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything an application is told of its target, in order: no state is missed between looks. */
final class Told implements FairleadListener {
  private final List<String> freshness = new ArrayList<>();
  private final List<Set<String>> sets = new ArrayList<>();
  private Set<String> lastSet = Set.of();

  @Override
  public synchronized void freshnessChanged(Target target, Freshness now) {
    freshness.add(word(now));
  }

  @Override
  public synchronized void selectionChanged(SelectionChange change) {
    if (change.selection() instanceof Selection.Eligible eligible) {
      Set<String> addresses = new TreeSet<>();
      eligible.endpoints().stream().map(Endpoint::address).forEach(addresses::add);
      sets.add(addresses);
      lastSet = addresses;
    }
  }

  private static String word(Freshness freshness) {
    Trouble trouble = freshness.trouble();
    String why = trouble == null ? "" : "(" + trouble.kind() + ")";
    String state =
        freshness instanceof Freshness.Live
            ? "LIVE"
            : freshness instanceof Freshness.Stale ? "STALE" : "PENDING";
    return state + why;
  }

  /** Such as {@code STALE(SILENT)}, as the table says it. */
  synchronized List<String> freshness() {
    return List.copyOf(freshness);
  }

  /** The addresses of each set that was published. */
  synchronized List<Set<String>> sets() {
    return List.copyOf(sets);
  }

  /** The last set; empty before the first. */
  synchronized Set<String> lastSet() {
    return lastSet;
  }

  /** Forgets what was told so far, but for the last set. */
  synchronized void clear() {
    freshness.clear();
    sets.clear();
  }
}
