package dev.fairlead.samples.quickstart;

import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who answered how often. */
final class Tally {
  private final Map<String, Integer> requests = new TreeMap<>();
  private final Map<String, String> nodes = new TreeMap<>();

  void count(String pod, String node) {
    requests.merge(pod, 1, Integer::sum);
    nodes.put(pod, node);
  }

  Set<String> pods() {
    return requests.keySet();
  }

  /** True when no pod got more than one request more than another. */
  boolean isEven() {
    int least = requests.values().stream().mapToInt(n -> n).min().orElse(0);
    return requests.values().stream().allMatch(n -> n <= least + 1);
  }

  void print(PrintStream out) {
    requests.forEach(
        (pod, count) -> out.printf("     %-24s %-10s %6d requests%n", pod, nodes.get(pod), count));
  }

  @Override
  public String toString() {
    return requests.toString();
  }
}
