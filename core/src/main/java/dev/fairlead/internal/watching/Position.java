package dev.fairlead.internal.watching;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How far a copy has come, and the queries (without their question mark) that go on from there.
 * Control plane only.
 */
final class Position {
  private static final int PAGE = 500;

  /** Of the last list, event or bookmark; empty before the first list. */
  private String version = "";

  /** Whether the next list must not come from the past: it is asked for without a version. */
  private boolean newest;

  /** The first list is to be no older than this. */
  void startAt(String known) {
    version = known;
  }

  String version() {
    return version;
  }

  /** Whether an event of this version comes after newer ones, which a server never means. */
  boolean isPast(String of) {
    return ResourceVersion.isOlder(of, version);
  }

  void advance(String to) {
    if (!to.isEmpty() && !isPast(to)) {
      version = to;
    }
  }

  /** A list is complete. */
  void listed(String at) {
    newest = false;
    version = at;
  }

  /** The server does not know the version: only the newest list will do. */
  void isUnknown() {
    newest = true;
  }

  String listQuery(String continueToken) {
    if (!continueToken.isEmpty()) {
      String from = URLEncoder.encode(continueToken, StandardCharsets.UTF_8);
      return "limit=" + PAGE + "&continue=" + from;
    }
    if (newest) {
      return "limit=" + PAGE;
    }
    // At version 0 a server answers from its cache and ignores a limit. Later no list may be older
    // than what is known already: a server that lags would take the copy back in time.
    return version.isEmpty()
        ? "resourceVersion=0"
        : "resourceVersion=" + version + "&resourceVersionMatch=NotOlderThan";
  }

  String watchQuery(long seconds) {
    return "watch=true&allowWatchBookmarks=true&resourceVersion="
        + version
        + "&timeoutSeconds="
        + seconds;
  }
}
