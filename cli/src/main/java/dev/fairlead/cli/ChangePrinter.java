package dev.fairlead.cli;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.api.Target;
import dev.fairlead.api.Trouble;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Prints what a listener hears: each change of a set to standard output, and to standard error when
 * a set ceases to be followed and when it is followed again. Safe to stop from another thread.
 */
final class ChangePrinter implements FairleadListener {
  private final Console console;
  private final boolean json;
  private final Clock clock;
  private final Set<Target> stale = new HashSet<>();
  private final Map<Target, String> outcomes = new HashMap<>();
  private Location location;
  private boolean stopped;

  ChangePrinter(Console console, boolean json, Location location, Clock clock) {
    this.console = console;
    this.json = json;
    this.location = location;
    this.clock = clock;
  }

  @Override
  public synchronized void locationChanged(Location found) {
    location = found;
  }

  @Override
  public synchronized void selectionChanged(SelectionChange change) {
    String outcome = outcome(change);
    boolean known = outcome.equals(outcomes.put(change.target(), outcome));
    boolean sameSet = change.added().isEmpty() && change.removed().isEmpty();
    if (stopped || (known && sameSet)) {
      return;
    }
    if (json) {
      console.out().println(ChangeJson.of(change));
    } else {
      ChangeText.lines(change, location).forEach(console.out()::println);
    }
    console.out().flush();
  }

  /** What of a change is worth a line of its own: not each word, as at each try that fails. */
  private static String outcome(SelectionChange change) {
    if (change.selection() instanceof Selection.Eligible eligible) {
      return eligible.tier().name();
    }
    Trouble trouble = change.freshness().trouble();
    return ((Selection.Empty) change.selection()).reason()
        + (trouble == null ? "" : " " + trouble.kind());
  }

  @Override
  public synchronized void freshnessChanged(Target target, Freshness freshness) {
    Trouble trouble = freshness.trouble();
    if (freshness instanceof Freshness.Stale && trouble != null && stale.add(target)) {
      tell(target, "stale: " + trouble.explanation());
    } else if (freshness instanceof Freshness.Live && stale.remove(target)) {
      tell(target, "live again");
    }
  }

  private void tell(Target target, String words) {
    if (!stopped) {
      console.err().println(ChangeText.time(clock.instant()) + "  " + target + "  " + words);
      console.err().flush();
    }
  }

  /** Prints nothing any more: what is still told is about the end. */
  synchronized void stop() {
    stopped = true;
  }
}
