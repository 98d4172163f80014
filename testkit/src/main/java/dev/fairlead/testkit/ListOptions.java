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

  /**
   * Reads and checks the options as a real server does: first what is no number, then what
   * contradicts each other. The version of a list is checked by {@link #versionNumber()} alone.
   */
  static ListOptions of(Query query, boolean watch) {
    query.number("timeoutSeconds");
    ListOptions options =
        new ListOptions(
            query.text("resourceVersion"),
            query.text("resourceVersionMatch"),
            query.number("limit"),
            query.text("continue"));
    if (watch) {
      OptionRules.checkWatch(query);
    } else {
      OptionRules.checkList(query);
    }
    return options;
  }

  boolean anyVersion() {
    return version.isEmpty() || version.equals("0");
  }

  /** The version a list asks for; 0 for any; 400 if it is no number. */
  long versionNumber() {
    try {
      return Query.version(version);
    } catch (ApiFailure failure) {
      throw ApiFailure.badRequest("invalid resource version: " + failure.status.message());
    }
  }

  /** Fails if a continued list asks for a version: its token knows it. */
  void checkContinued() {
    if (!anyVersion()) {
      throw ApiFailure.badRequest("specifying resource version is not allowed when using continue");
    }
  }

  /**
   * Whether the answer must show that very version. With a limit, that is so unless said otherwise.
   */
  boolean exact() {
    return match.equals("Exact") || (match.isEmpty() && limit > 0 && !anyVersion());
  }
}
