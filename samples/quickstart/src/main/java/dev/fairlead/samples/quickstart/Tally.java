package dev.fairlead.samples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who answered how often, and how many calls failed. */
final class Tally {
  private static final Pattern POD = Pattern.compile("\"pod\" *: *\"([^\"]*)\"");
  private static final Pattern NODE = Pattern.compile("\"node\" *: *\"([^\"]*)\"");

  private final Map<String, Integer> requests = new TreeMap<>();
  private final Map<String, String> nodes = new TreeMap<>();
  private int failures;
  private String lastFailure = "";

  /**
   * Counts one answer.
   *
   * @param answer of an echo pod, which says who it is and where it runs
   */
  void count(String answer) {
    String pod = first(POD, answer);
    requests.merge(pod, 1, Integer::sum);
    nodes.put(pod, first(NODE, answer));
  }

  /** Makes a call and counts its answer, or that it failed. */
  void count(Call call) throws InterruptedException {
    try {
      count(call.answer());
    } catch (IOException e) {
      failures++;
      lastFailure = e.toString();
    }
  }

  Set<String> pods() {
    return requests.keySet();
  }

  /** How many calls were answered. */
  int answers() {
    return requests.values().stream().mapToInt(n -> n).sum();
  }

  /** How many calls failed. */
  int failures() {
    return failures;
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
    return failures == 0 ? requests.toString() : requests + ", and last failed with " + lastFailure;
  }

  /** A call to a Service, however it is made. */
  interface Call {
    String answer() throws IOException, InterruptedException;
  }

  private static String first(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    return matcher.find() ? matcher.group(1) : "?";
  }
}
