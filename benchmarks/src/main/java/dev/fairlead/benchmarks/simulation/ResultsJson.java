package dev.fairlead.benchmarks.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Results as one JSON object. Every field is always there; what does not apply is null. */
final class ResultsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultsJson() {}

  static String of(long seed, List<Result> results) {
    ObjectNode root = JSON.createObjectNode();
    root.put("seed", seed);
    ArrayNode array = root.putArray("results");
    for (Result result : results) {
      ObjectNode entry = array.addObject();
      entry.put("scenario", result.scenario());
      entry.put("policy", result.policy());
      for (Measure measure : Measure.values()) {
        double value = measure.of(result);
        entry.put(measure.json(), Double.isNaN(value) ? null : rounded(value));
      }
    }
    return root.toPrettyString();
  }

  /** To a thousandth: what is beyond is chance. */
  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
