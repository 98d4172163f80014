package dev.fairlead.testkit;

import java.util.ArrayList;
import java.util.List;

/** Which options of a list or watch contradict each other: all of it is said at once, as 422. */
final class OptionRules {
  private static final String MATCH = "resourceVersionMatch";
  private static final String INITIAL = "sendInitialEvents";
  private static final String NOT_OLDER = "NotOlderThan";
  private static final String EXACT = "Exact";

  private final List<OptionProblem> problems = new ArrayList<>();
  private final String match;
  private final String version;
  private final boolean continued;
  private final boolean initialEvents;

  private OptionRules(Query query) {
    match = query.text(MATCH);
    version = query.text("resourceVersion");
    continued = !query.text("continue").isEmpty();
    initialEvents = query.values().containsKey(INITIAL);
  }

  static void checkList(Query query) {
    OptionRules rules = new OptionRules(query);
    if (!rules.match.isEmpty()) {
      rules.checkMatch();
    }
    rules.forbidIf(rules.initialEvents, INITIAL, "sendInitialEvents is forbidden for list");
    rules.conclude();
  }

  static void checkWatch(Query query) {
    OptionRules rules = new OptionRules(query);
    boolean initial = rules.initialEvents;
    boolean matched = !rules.match.isEmpty();
    rules.forbidIf(
        initial && !rules.match.equals(NOT_OLDER),
        MATCH,
        "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    rules.forbidIf(
        initial,
        INITIAL,
        "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
    rules.forbidIf(
        matched && !initial,
        MATCH,
        "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    if (matched && !rules.match.equals(NOT_OLDER)) {
      rules.problems.add(OptionProblem.unsupported(MATCH, rules.match, NOT_OLDER));
    }
    rules.forbidContinue();
    rules.conclude();
  }

  private void checkMatch() {
    forbidIf(
        version.isEmpty(),
        MATCH,
        "resourceVersionMatch is forbidden unless resourceVersion is provided");
    forbidContinue();
    if (!match.equals(EXACT) && !match.equals(NOT_OLDER)) {
      problems.add(OptionProblem.unsupported(MATCH, match, EXACT, NOT_OLDER, ""));
    }
    forbidIf(
        match.equals(EXACT) && version.equals("0"),
        MATCH,
        "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
  }

  private void forbidContinue() {
    forbidIf(continued, MATCH, "resourceVersionMatch is forbidden when continue is provided");
  }

  private void forbidIf(boolean wrong, String field, String why) {
    if (wrong) {
      problems.add(OptionProblem.forbidden(field, why));
    }
  }

  private void conclude() {
    if (!problems.isEmpty()) {
      throw ApiFailure.invalidOptions(problems);
    }
  }
}
