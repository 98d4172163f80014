package dev.fairlead;

import static dev.fairlead.FaultCase.PATIENT;
import static dev.fairlead.FaultCase.PROBING;

import java.util.Map;

/** Faults of the server as a whole, and of the way to it. */
final class ConnectionFaults {
  private static final String GONE = "STALE(UNREACHABLE)";

  /** Less than any event: the rest of it never comes. */
  private static final int PART_OF_AN_EVENT = 200;

  static final Map<String, FaultCase> CASES =
      Map.of(
          "restart", run -> restart(run, run.kubernetes::resume),
          "restart-410", run -> restart(run, run.kubernetes::restart),
          "half-open", ConnectionFaults::halfOpen,
          "frozen", ConnectionFaults::frozen,
          "reset", ConnectionFaults::reset,
          "deleted-while-away", ConnectionFaults::deletedWhileAway,
          "event-cut", ConnectionFaults::eventCut);

  private ConnectionFaults() {}

  private static void restart(FaultRun run, Runnable back) {
    run.inUse(PATIENT);
    run.kubernetes.stop();
    run.awaitTold(GONE);
    run.objects.endpointLeaves();
    back.run();
  }

  private static void halfOpen(FaultRun run) {
    run.inUse(PROBING);
    run.relay.freeze();
    run.objects.endpointLeaves();
  }

  private static void frozen(FaultRun run) {
    run.inUse(PROBING);
    run.relay.freezeAll();
    run.objects.endpointLeaves();
    run.awaitTold("STALE(SILENT)");
    run.relay.thaw();
  }

  private static void reset(FaultRun run) {
    run.inUse(PATIENT);
    run.relay.reset();
    run.objects.endpointLeaves();
  }

  private static void deletedWhileAway(FaultRun run) {
    run.objects.slice("orders-b", "10.1.0.5", "10.1.0.6");
    run.inUse(PATIENT);
    run.relay.refuse();
    run.kubernetes.delete("EndpointSlice", "shop", "orders-b");
    run.awaitTold(GONE);
    run.relay.admit();
  }

  private static void eventCut(FaultRun run) {
    run.hitsBoth();
    run.inUse(PATIENT);
    run.relay.cutAfter(PART_OF_AN_EVENT);
    run.kinds().forEach(run.objects::change);
  }
}
