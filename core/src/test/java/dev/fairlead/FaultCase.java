package dev.fairlead;

import dev.fairlead.internal.watching.WatchTimes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happens in one row of the table: to begin with, the fault, and its end. */
interface FaultCase {

  /** Brings the application into use, unless the fault comes first, and does all of it. */
  void perform(FaultRun run);

  /**
   * So long a thread may stall and nothing comes of it: what is noticed sooner may be a machine
   * that is busy. Each case that waits for a dead connection or a silent watch takes as long.
   */
  Duration STALL = Duration.ofSeconds(6);

  /** Longer than any run. */
  Duration NEVER = Duration.ofMinutes(10);

  /** A watch that ends sooner, having told nothing, is an empty one; much longer than an answer. */
  Duration LONG = Duration.ofSeconds(5);

  /** As LONG, where watches have to live as long as that. */
  Duration SHORT = Duration.ofMillis(100);

  /** Nothing is given up for its silence while a run lasts; pauses are short. */
  WatchTimes PATIENT = times(NEVER, NEVER, NEVER, LONG);

  /** As PATIENT, and a watch need not live for long. */
  WatchTimes BRIEF = times(NEVER, NEVER, NEVER, SHORT);

  /** As PATIENT, and a dead connection is noticed. */
  WatchTimes PROBING = times(STALL, NEVER, Duration.ofMillis(300), LONG);

  /** As PATIENT, and one silent watch is noticed. */
  WatchTimes LISTENING = times(NEVER, STALL, NEVER, LONG);

  private static WatchTimes times(
      Duration untilHead, Duration silent, Duration probeAfter, Duration shortestWatch) {
    return new WatchTimes(
        untilHead,
        NEVER,
        silent,
        probeAfter,
        Duration.ofMillis(50),
        shortestWatch,
        Duration.ofMinutes(5),
        Duration.ofMillis(50));
  }

  /** The cases by the names of their rows. */
  static Map<String, FaultCase> all() {
    Map<String, FaultCase> all = new LinkedHashMap<>();
    for (Map<String, FaultCase> some :
        List.of(
            StartFaults.CASES,
            ConnectionFaults.CASES,
            WatchFaults.CASES,
            HistoryFaults.CASES,
            EventFaults.CASES,
            LoadFaults.CASES)) {
      some.forEach(
          (name, one) -> {
            if (all.put(name, one) != null) {
              throw new IllegalStateException("two cases '" + name + "'");
            }
          });
    }
    return all;
  }
}
