package dev.fairlead;

import static dev.fairlead.FaultCase.BRIEF;
import static dev.fairlead.FaultCase.LISTENING;
import static dev.fairlead.FaultCase.PATIENT;
import static dev.fairlead.FaultCase.SHORT;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Watches that end, are refused, or fall silent. */
final class WatchFaults {
  static final Map<String, FaultCase> CASES =
      Map.of(
          "mute-watch",
          WatchFaults::mute,
          "closed-cleanly",
          WatchFaults::closedCleanly,
          "closed-at-once",
          run -> ended(run, kind -> run.faults.endWatches(6, kind)),
          "watch-403",
          run -> ended(run, kind -> run.faults.answer(2, 403, "watch", kind)),
          "watch-401",
          run -> ended(run, kind -> run.faults.answer(1, 401, "watch", kind)),
          "watch-429",
          run ->
              ended(run, kind -> run.faults.answer(1, 429, "watch", kind, Duration.ofSeconds(1))),
          "watch-429-bare",
          run -> ended(run, kind -> run.faults.answer(2, 429, "watch", kind)),
          "watch-500",
          run -> ended(run, kind -> run.faults.answer(3, 500, "watch", kind)));

  private WatchFaults() {}

  /** The watches end, and the next ones do not fare well. */
  private static void ended(FaultRun run, Consumer<String> next) {
    run.inUse(PATIENT);
    run.tellSomething();
    run.kinds().forEach(next);
    run.dropWatches();
  }

  private static void closedCleanly(FaultRun run) {
    run.inUse(BRIEF);
    for (int i = 0; i < 5; i++) {
      int before = i;
      FaultRun.soon()
          .until(() -> run.kinds().stream().allMatch(kind -> isWatched(run, kind, before)));
      FaultRun.soon().pollDelay(SHORT.multipliedBy(4)).until(() -> true);
      run.dropWatches();
    }
  }

  private static boolean isWatched(FaultRun run, String kind, int watches) {
    return run.count("watch", kind) == watches && run.kubernetes.openWatches(kind) == 1;
  }

  /** The other watch hears bookmarks, so the connection is well. */
  private static void mute(FaultRun run) {
    run.inUse(LISTENING);
    run.bookmarksEvery(Duration.ofMillis(100));
    run.kinds().forEach(run.faults::mute);
    run.kinds().forEach(run.objects::change);
  }
}
