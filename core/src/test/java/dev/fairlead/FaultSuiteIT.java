package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fairlead.FaultTable.Count;
import dev.fairlead.FaultTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of {@code docs/faults.md}: what is asked, told and published, and that calls go on.
 */
class FaultSuiteIT {
  /** Of one {@link FaultRun#stamp()}. */
  private static final int STAMP_SETS = 3;

  private static final Map<String, Row> ROWS = FaultTable.read();
  private static final Map<String, FaultCase> CASES = FaultCase.all();

  static Stream<Arguments> runs() {
    return ROWS.values().stream()
        .filter(row -> CASES.containsKey(row.name()))
        .flatMap(row -> row.on().stream().map(on -> arguments(row.name(), on)));
  }

  @Test
  void everyRowHasACaseAndEveryCaseARow() {
    assertThat(CASES.keySet()).containsExactlyInAnyOrderElementsOf(ROWS.keySet());
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("runs")
  void isAsTheTableSays(String name, String on) {
    Row row = Objects.requireNonNull(ROWS.get(name));
    try (FaultRun run = new FaultRun(on)) {
      Objects.requireNonNull(CASES.get(name)).perform(run);
      settle(row, run);
      run.stamp();
      check(row, run);
    }
  }

  /** Until all is as it should be; what is not, {@link #check} says. */
  private static void settle(Row row, FaultRun run) {
    try {
      FaultRun.soon().until(() -> isDone(row, run));
    } catch (ConditionTimeoutException e) {
      // said below, with all there is to see
    }
    run.awaitTruth();
  }

  private static boolean isDone(Row row, FaultRun run) {
    return last(run.told.freshness()).equals(last(row.freshness()))
        && Stream.of(FaultObjects.SLICES, FaultObjects.SERVICES)
            .allMatch(
                kind ->
                    lists(row, kind, run).allows(run.count("list", kind))
                        && watches(row, kind, run).allows(run.count("watch", kind)));
  }

  private static String last(List<String> told) {
    return told.isEmpty() ? "" : told.get(told.size() - 1);
  }

  private static void check(Row row, FaultRun run) {
    List<String> told = told(run.told.freshness(), run.bothAreHit());
    assertThat(told).as("freshness, %s", run).isEqualTo(row.freshness());
    for (String kind : List.of(FaultObjects.SLICES, FaultObjects.SERVICES)) {
      assertCount("LISTs of " + kind, run.count("list", kind), lists(row, kind, run), run);
      assertCount("WATCHes of " + kind, run.count("watch", kind), watches(row, kind, run), run);
    }
    assertCount("sets", run.told.sets().size() - STAMP_SETS, row.sets(), run);
    assertThat(run.told.lastSet()).as("the last set told").isEqualTo(run.objects.truth());
    long picks = run.picks().done();
    FaultRun.soon().until(() -> run.picks().done() > picks);
    assertThat(run.picks().failures()).as("picks that failed").isEmpty();
  }

  private static void assertCount(String what, long number, Count expected, FaultRun run) {
    assertThat(expected.allows(number))
        .as("%s: expected %s, found %s; %s", what, expected, number, run)
        .isTrue();
  }

  private static Count lists(Row row, String kind, FaultRun run) {
    return run.counted().contains(kind) ? row.lists() : others(row, kind, run);
  }

  private static Count watches(Row row, String kind, FaultRun run) {
    return run.counted().contains(kind) ? row.watches() : others(row, kind, run);
  }

  private static Count others(Row row, String kind, FaultRun run) {
    if (run.alsoHit().contains(kind)) {
      return Count.ANY;
    }
    return row.isAtStart() ? Count.ONE : Count.NONE;
  }

  /**
   * What was told. On both kinds a word that is repeated counts once, since first the trouble of
   * the one is told and then that of the other; and so does a trouble with its end, when the one
   * recovers before the other is lost.
   */
  private static List<String> told(List<String> words, boolean both) {
    List<String> told = new ArrayList<>();
    for (String word : words) {
      if (!both || !word.equals(last(told))) {
        told.add(word);
      }
      int n = told.size();
      if (both && n >= 4 && told.subList(n - 4, n - 2).equals(told.subList(n - 2, n))) {
        told.subList(n - 2, n).clear();
      }
    }
    return told;
  }
}
