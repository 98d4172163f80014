package dev.fairlead.e2e;

import java.util.Arrays;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The figures of a load, as {@link LoadProbe} gives them; times in microseconds.
 *
 * @param unsent failures of which no byte was written
 * @param astray answers of another pod than the call was said to go to
 * @param pods answers by pod
 * @param statuses answers by status
 */
record LoadResult(
    long requests,
    long failures,
    long unsent,
    long astray,
    long p50,
    long p99,
    long worst,
    Map<String, Long> pods,
    Map<String, Long> statuses) {

  static LoadResult parse(String line) {
    Map<String, String> words =
        Arrays.stream(line.split(" ", -1))
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Function<String, Long> number =
        name -> Long.valueOf(words.getOrDefault(name, "no " + name + " in " + line));
    return new LoadResult(
        number.apply("requests"),
        number.apply("failures"),
        number.apply("unsent"),
        number.apply("astray"),
        number.apply("p50"),
        number.apply("p99"),
        number.apply("worst"),
        counts(words.getOrDefault("pods", "")),
        counts(words.getOrDefault("statuses", "")));
  }

  private static Map<String, Long> counts(String list) {
    Map<String, Long> counts = new TreeMap<>();
    for (String entry : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      String[] pair = entry.split(":", 2);
      counts.put(pair[0], Long.valueOf(pair[1]));
    }
    return counts;
  }

  /** Of the pods that answered: how much more than its share the busiest one got; 1 is even. */
  double unevenness() {
    LongSummaryStatistics counts =
        pods.values().stream().mapToLong(Long::longValue).summaryStatistics();
    return counts.getMax() / counts.getAverage();
  }

  /** Share of the calls that were not answered with 200. */
  double errorShare() {
    return 1 - statuses.getOrDefault("200", 0L) / (double) requests;
  }

  /** What is printed of it. */
  @Override
  public String toString() {
    return String.format(
        "%d requests, %d failed (%d unsent), p50 %.1f ms, p99 %.1f ms, worst %.1f ms",
        requests, failures, unsent, p50 / 1e3, p99 / 1e3, worst / 1e3);
  }
}
