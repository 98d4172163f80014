package dev.fairlead;

import static dev.fairlead.FaultCase.PATIENT;
import static dev.fairlead.FaultObjects.MAIN;
import static dev.fairlead.FaultObjects.modified;

import java.util.HashMap;
import java.util.Map;

/** Events that say something odd, or in an odd order. */
final class EventFaults {
  /** Sorts before the slice that all runs begin with, so that its endpoints come first. */
  private static final String NEW = "orders-a";

  static final Map<String, FaultCase> CASES =
      Map.of(
          "slice-split", EventFaults::splitInUse,
          "slice-merge", EventFaults::mergeInUse,
          "undecodable-event", EventFaults::undecodable,
          "no-event", run -> line(run, "no JSON"),
          "unknown-fields", EventFaults::unknownFields,
          "unknown-type", run -> line(run, "{\"type\": \"RENAMED\", \"object\": {}}"),
          "duplicated", EventFaults::duplicated,
          "reordered", EventFaults::reordered);

  private EventFaults() {}

  /** Two of four endpoints move; for a moment both slices have them. */
  static void split(FaultRun run) {
    run.objects.slice(NEW, "10.1.0.3", "10.1.0.4");
    run.objects.slice(MAIN, "10.1.0.1", "10.1.0.2");
  }

  private static void splitInUse(FaultRun run) {
    run.inUse(PATIENT);
    split(run);
  }

  private static void mergeInUse(FaultRun run) {
    split(run);
    run.inUse(PATIENT);
    run.objects.slice(MAIN, "10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4");
    run.kubernetes.delete("EndpointSlice", "shop", NEW);
  }

  private static void line(FaultRun run, String line) {
    run.inUse(PATIENT);
    run.kinds().forEach(kind -> run.faults.send(kind, line));
  }

  private static void undecodable(FaultRun run) {
    run.inUse(PATIENT);
    for (String kind : run.kinds()) {
      String wrong = run.objects.json(kind).replace("\"ports\":[", "\"ports\":[\"none at all\",");
      run.faults.send(kind, modified(wrong));
    }
    run.awaitTold("STALE(UNDECODABLE)");
    run.kinds().forEach(run.objects::change);
  }

  private static void unknownFields(FaultRun run) {
    run.inUse(PATIENT);
    run.kinds().forEach(run.objects::addUnknownFields);
  }

  private static void duplicated(FaultRun run) {
    run.inUse(PATIENT);
    for (String kind : run.kinds()) {
      run.objects.change(kind);
      run.faults.send(kind, modified(run.objects.json(kind)));
    }
  }

  private static void reordered(FaultRun run) {
    run.inUse(PATIENT);
    Map<String, String> older = new HashMap<>();
    run.kinds().forEach(kind -> older.put(kind, run.objects.json(kind)));
    run.kinds().forEach(run.objects::change);
    older.forEach((kind, object) -> run.faults.send(kind, modified(object)));
  }
}
