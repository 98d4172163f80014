package dev.fairlead.internal.watching;

import dev.fairlead.internal.watching.Decoder.Bookmark;
import dev.fairlead.internal.watching.Decoder.Changed;
import dev.fairlead.internal.watching.Decoder.Event;
import dev.fairlead.internal.watching.Decoder.Page;
import dev.fairlead.internal.watching.Decoder.Refused;
import dev.fairlead.internal.watching.Decoder.Undecodable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a copy of one kind of objects in one namespace equal to the API server's.
 *
 * <pre>
 *          list complete            watch lost, ended or silent
 *  LIST ------------------> WATCH ------------------------------> WATCH again, at the same version
 *   ^ |                       |
 *   | | failed: pause         | 410, or a version the server does not know: one list
 *   +-+ <---------------------+
 * </pre>
 *
 * <p>It never gives up. Control plane only; what comes from the network is decoded on the
 * transport's threads and handed over.
 */
public final class ListWatch<C> implements AutoCloseable {
  private static final int GONE = 410;
  private static final int GATEWAY_TIMEOUT = 504;

  /** So many watches that end at once are no accident. */
  private static final int EMPTY_WATCHES = 3;

  private final String path;
  private final Decoder<C> decoder;
  private final Feed<C> feed;
  private final WatchParts parts;
  private final Backoff backoff;
  private final Attempts attempts;
  private final Position position = new Position();

  /** In a row. */
  private int failures;

  /** Watches in a row that ended at once, having told nothing. */
  private int emptyWatches;

  /** The pages of the list under way. */
  private Pages<C> pages = new Pages<>();

  /**
   * @param path of the collection, such as {@code /api/v1/namespaces/shop/services}
   */
  public ListWatch(String path, Decoder<C> decoder, Feed<C> feed, WatchParts parts) {
    this.path = path;
    this.decoder = decoder;
    this.feed = feed;
    this.parts = parts;
    this.attempts = new Attempts(parts);
    this.backoff = new Backoff(parts.random(), parts.times().longestBackoff());
  }

  /** Begins, with a list that may come from the API server's cache. */
  public void start() {
    list("");
  }

  private void list(String continueToken) {
    if (continueToken.isEmpty()) {
      pages = new Pages<>();
    }
    attempts.begin(
        path + position.listQuery(continueToken), new Incoming.OfList(parts, this::listEnded));
  }

  private void watch() {
    long seconds = parts.times().watchLength().toSeconds();
    long drawn = seconds + parts.random().nextLong(seconds + 1);
    attempts.begin(
        path + position.watchQuery(drawn),
        new Incoming.OfWatch<>(parts, decoder, this::opened, this::event, this::watchEnded));
  }

  private void listEnded(Incoming.End end) {
    if (attempts.isOutOfDate(end.attempt())) {
      return;
    }
    if (end.failure() != null || end.status() != 200) {
      // 410: a page has expired, or so has the version. 504: the version is of the future, as after
      // the restore of a backup. Either way only the newest list will do.
      if (end.status() == GONE || end.status() == GATEWAY_TIMEOUT) {
        position.isUnknown();
      }
      failed(end.failure("list"), end.retryAfter(), () -> list(""));
      return;
    }
    Page<C> page;
    try {
      page = decoder.page(end.body().stream());
    } catch (IOException | RuntimeException e) {
      failed(new Failure("list", 200, "", e), null, () -> list(""));
      return;
    }
    pages.add(page);
    if (page.continueToken().isEmpty()) {
      complete(page.version());
    } else {
      list(page.continueToken());
    }
  }

  private void complete(String version) {
    failures = emptyWatches;
    position.listed(version);
    pages.tell(feed, version);
    pages = new Pages<>();
    watch();
  }

  private void opened(long of) {
    if (emptyWatches < EMPTY_WATCHES) {
      attempts.ifStill(of, feed::following);
    }
  }

  /** The watch under way is no empty one. */
  private void lasts() {
    if (emptyWatches >= EMPTY_WATCHES) {
      feed.following();
    }
    emptyWatches = 0;
  }

  private void event(long of, Event<C> event) {
    if (attempts.isOutOfDate(of)) {
      return;
    }
    if (event instanceof Refused<C> refused) {
      refused(new Failure("watch", refused.status(), refused.message(), null), null);
      return;
    }
    failures = 0;
    lasts();
    if (event instanceof Changed<C> changed) {
      position.advance(changed.version());
      feed.changed(changed.change());
    } else if (event instanceof Bookmark<C> bookmark) {
      position.advance(bookmark.version());
    } else if (event instanceof Undecodable<C> undecodable) {
      feed.undecodable(List.of(undecodable.why()));
    }
  }

  private void watchEnded(Incoming.End end) {
    if (attempts.isOutOfDate(end.attempt())) {
      return;
    }
    boolean complete = end.status() == 200 && end.failure() == null;
    if (!complete) {
      refused(end.failure("watch"), end.retryAfter());
    } else if (end.toldAnything() || end.lived().compareTo(parts.times().shortestWatch()) >= 0) {
      attempts.after(backoff.spread(), this::watch);
    } else {
      empty(end);
    }
  }

  /**
   * A server, or a proxy before it, that ends each watch at once does not follow; one list, in case
   * that it cannot from this version.
   */
  private void empty(Incoming.End end) {
    failures++;
    emptyWatches++;
    if (emptyWatches >= EMPTY_WATCHES) {
      feed.troubled(end.failure("watch"));
    }
    if (emptyWatches == EMPTY_WATCHES) {
      position.isUnknown();
      relist();
    } else {
      attempts.after(backoff.next(failures, null), this::watch);
    }
  }

  /** The watch does not go on; whether another one can is told by the status. */
  private void refused(Failure failure, @Nullable Duration retryAfter) {
    boolean unknown = failure.message().contains("resource version") && failure.status() != GONE;
    if (failure.status() == GONE || unknown) {
      if (unknown) {
        position.isUnknown();
      }
      relist();
    } else if (failure.cause() instanceof BrokenEventException) {
      // Resumed at the same version it would come again.
      failed(failure, retryAfter, this::relist);
    } else {
      failed(failure, retryAfter, this::watch);
    }
  }

  private void relist() {
    feed.restarting();
    attempts.after(parts.budget().take().plus(backoff.spread()), () -> list(""));
  }

  private void failed(Failure failure, @Nullable Duration retryAfter, Runnable next) {
    failures++;
    feed.troubled(failure);
    attempts.after(backoff.next(failures, retryAfter), next);
  }

  /** Looks whether anything has come of late. */
  public void check() {
    Incoming now = attempts.incoming();
    if (now == null) {
      return;
    }
    boolean list = now instanceof Incoming.OfList;
    Duration limit = list ? parts.times().listStall() : parts.times().silent();
    if (now.quietFor().compareTo(limit) > 0) {
      silent(limit);
    } else if (!list && now.lived().compareTo(parts.times().shortestWatch()) >= 0) {
      lasts();
    }
  }

  private void silent(Duration limit) {
    boolean list = attempts.incoming() instanceof Incoming.OfList;
    failed(
        new Failure(list ? "list" : "watch", 0, "", new SilenceException(limit)),
        null,
        list ? () -> list("") : this::watch);
  }

  /** The connection is dead: what waits for something from it begins anew. */
  public void reconnect() {
    if (attempts.incoming() != null) {
      silent(parts.times().probeAfter());
    }
  }

  /** Whether something is asked for, or a watch is open. */
  public boolean isUnderWay() {
    return attempts.incoming() != null;
  }

  @Override
  public void close() {
    attempts.end();
  }
}
