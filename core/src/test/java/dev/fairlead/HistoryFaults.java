package dev.fairlead;

import static dev.fairlead.FaultCase.LISTENING;
import static dev.fairlead.FaultCase.PATIENT;

import dev.fairlead.testkit.Backup;
import java.time.Duration;
import java.util.Map;

/** Faults of the server's memory: what it has forgotten, and what it never knew. */
final class HistoryFaults {
  /** More than fit into one page of a list, 500. */
  private static final int MANY_SLICES = 600;

  static final Map<String, FaultCase> CASES =
      Map.of(
          "window-lost", HistoryFaults::windowLost,
          "moved-in-a-gap", HistoryFaults::movedInAGap,
          "relist-cut", HistoryFaults::relistCut,
          "continue-expired", HistoryFaults::continueExpired,
          "bookmark-only", HistoryFaults::bookmarkOnly,
          "restored", HistoryFaults::restored);

  private HistoryFaults() {}

  private static void windowLost(FaultRun run) {
    run.inUse(PATIENT);
    run.tellSomething();
    run.loseTheWindow();
    run.dropWatches();
  }

  private static void movedInAGap(FaultRun run) {
    run.inUse(PATIENT);
    run.tellSomething();
    run.kinds().forEach(run.faults::mute);
    EventFaults.split(run);
    run.kubernetes.compact();
    run.dropWatches();
  }

  private static void relistCut(FaultRun run) {
    run.inUse(PATIENT);
    run.tellSomething();
    run.loseTheWindow();
    run.kinds().forEach(kind -> run.faults.cut(1, "list", kind));
    run.dropWatches();
  }

  private static void bookmarkOnly(FaultRun run) {
    run.inUse(PATIENT);
    for (int i = 0; i < 20; i++) {
      run.objects.elsewhere("node-1" + i);
      run.kubernetes.sendBookmarks();
    }
    run.kubernetes.compact();
    run.dropWatches();
  }

  private static void restored(FaultRun run) {
    run.inUse(LISTENING);
    run.bookmarksEvery(Duration.ofMillis(100));
    restore(run, run.kubernetes.backup());
  }

  private static void continueExpired(FaultRun run) {
    for (int i = 0; i < MANY_SLICES; i++) {
      run.objects.slice("orders-n" + i, "10.3." + i / 100 + "." + (100 + i % 100));
    }
    run.alsoHits(FaultObjects.SERVICES);
    run.inUse(LISTENING);
    run.bookmarksEvery(Duration.ofMillis(100));
    Backup backup = run.kubernetes.backup();
    run.faults.expireContinueTokens(1, FaultObjects.SLICES);
    restore(run, backup);
  }

  /** Since the backup an endpoint has left, and both watches have heard of later versions. */
  private static void restore(FaultRun run, Backup backup) {
    run.objects.endpointLeaves();
    run.stamp();
    run.begins();
    run.kubernetes.restore(backup);
  }
}
