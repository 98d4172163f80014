package dev.fairlead;

import static dev.fairlead.FaultCase.PATIENT;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Faults that are there before the application. */
final class StartFaults {
  static final Map<String, FaultCase> CASES =
      Map.of(
          "absent-at-start",
          StartFaults::absent,
          "list-500-at-start",
          run -> refused(run, kind -> run.faults.answer(3, 500, "list", kind)),
          "list-403-at-start",
          run -> refused(run, kind -> run.faults.answer(2, 403, "list", kind)),
          "list-401-at-start",
          run -> refused(run, kind -> run.faults.answer(2, 401, "list", kind)),
          "list-429-at-start",
          run ->
              refused(run, kind -> run.faults.answer(1, 429, "list", kind, Duration.ofSeconds(1))),
          "list-cut-at-start",
          run -> refused(run, kind -> run.faults.cut(1, "list", kind)));

  private StartFaults() {}

  private static void absent(FaultRun run) {
    run.relay.refuse();
    run.start(PATIENT);
    run.awaitTold("PENDING(UNREACHABLE)");
    run.relay.admit();
    run.pick();
  }

  private static void refused(FaultRun run, Consumer<String> fault) {
    run.kinds().forEach(fault);
    run.start(PATIENT);
    run.pick();
  }
}
