package dev.fairlead.internal.watching;

import dev.fairlead.internal.watching.Decoder.Page;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A list, asked for page by page: a part of it says nothing. Decoded on an executor of its own,
 * since a long one takes its time; everything else happens on the control plane.
 */
final class Listing<C> {
  private static final int GONE = 410;
  private static final int GATEWAY_TIMEOUT = 504;

  private final String collection;
  private final Decoder<C> decoder;
  private final WatchParts parts;
  private final Attempts attempts;
  private final Position position;
  private final Outcome<C> outcome;

  /** Of the list under way. */
  private Pages<C> pages = new Pages<>();

  /** How a list came out. */
  interface Outcome<C> {
    void complete(Pages<C> pages, String version);

    /** What was known of the server is out of date: the newest list is to be asked for. */
    void expired(Failure failure, @Nullable Duration retryAfter);

    /** It is to be begun anew. */
    void failed(Failure failure, @Nullable Duration retryAfter);
  }

  Listing(
      String collection,
      Decoder<C> decoder,
      WatchParts parts,
      Attempts attempts,
      Position position,
      Outcome<C> outcome) {
    this.collection = collection;
    this.decoder = decoder;
    this.parts = parts;
    this.attempts = attempts;
    this.position = position;
    this.outcome = outcome;
  }

  void begin() {
    pages = new Pages<>();
    page("");
  }

  private void page(String continueToken) {
    attempts.begin(
        collection + position.listQuery(continueToken), new Incoming.OfList(parts, this::ended));
  }

  private void ended(Incoming.End end) {
    if (attempts.isOutOfDate(end.attempt())) {
      return;
    }
    if (end.failure() == null && end.status() == 200) {
      parts.decoding().execute(() -> decode(end));
      return;
    }
    // 410: a page has expired, or so has the version. 504: the version is of the future, as after
    // the restore of a backup. Either way only the newest list will do.
    if (end.status() == GONE || end.status() == GATEWAY_TIMEOUT) {
      position.isUnknown();
      outcome.expired(end.failure("list"), end.retryAfter());
    } else {
      outcome.failed(end.failure("list"), end.retryAfter());
    }
  }

  private void decode(Incoming.End end) {
    Runnable next;
    try {
      Page<C> page = decoder.page(end.body().stream());
      next = () -> decoded(page);
    } catch (IOException | RuntimeException e) {
      next = () -> outcome.failed(new Failure("list", 200, "", e), null);
    }
    Runnable told = next;
    parts.control().execute(() -> attempts.ifStill(end.attempt(), told));
  }

  private void decoded(Page<C> page) {
    pages.add(page);
    if (page.continueToken().isEmpty()) {
      Pages<C> all = pages;
      pages = new Pages<>();
      outcome.complete(all, page.version());
    } else {
      page(page.continueToken());
    }
  }
}
