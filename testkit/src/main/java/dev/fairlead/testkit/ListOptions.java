package dev.fairlead.testkit;

/**
 * Which version of a collection a list or watch asks for.
 *
 * @param version empty: the newest; "0": any; else a number
 * @param match empty, "Exact" or "NotOlderThan"
 * @param limit objects a page; 0: all
 * @param continueToken empty for the first page
 */
record ListOptions(String version, String match, long limit, String continueToken) {

  /** Reads and checks the options as a real server does: 400 or 422 if they contradict. */
  static ListOptions of(Query query, boolean watch) {
    ListOptions options =
        new ListOptions(
            query.text("resourceVersion"),
            query.text("resourceVersionMatch"),
            query.number("limit"),
            query.text("continue"));
    query.number("resourceVersion");
    if (watch) {
      options.checkWatch(query);
    } else {
      options.checkList();
    }
    return options;
  }

  boolean anyVersion() {
    return version.isEmpty() || version.equals("0");
  }

  long versionNumber() {
    return version.isEmpty() ? 0 : Long.parseLong(version);
  }

  /**
   * Whether the answer must show that very version. With a limit, that is so unless said otherwise.
   */
  boolean exact() {
    return match.equals("Exact") || (match.isEmpty() && limit > 0 && !anyVersion());
  }

  private void checkWatch(Query query) {
    if (query.values().containsKey("sendInitialEvents")) {
      throw ApiFailure.invalidOption(
          "sendInitialEvents",
          "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
    }
    if (!match.isEmpty()) {
      throw ApiFailure.invalidOption(
          "resourceVersionMatch",
          "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }
  }

  private void checkList() {
    if (!continueToken.isEmpty() && !anyVersion()) {
      throw ApiFailure.badRequest("specifying resource version is not allowed when using continue");
    }
    if (match.isEmpty()) {
      return;
    }
    if (version.isEmpty()) {
      throw forbiddenMatch("resourceVersionMatch is forbidden unless resourceVersion is provided");
    }
    if (!continueToken.isEmpty()) {
      throw forbiddenMatch("resourceVersionMatch is forbidden when continue is provided");
    }
    if (match.equals("Exact") && version.equals("0")) {
      throw forbiddenMatch("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
    }
    if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
      throw forbiddenMatch(
          "\"" + match + "\": supported values: \"\", \"Exact\", \"NotOlderThan\"");
    }
  }

  private static ApiFailure forbiddenMatch(String problem) {
    return ApiFailure.invalidOption("resourceVersionMatch", problem);
  }
}
