package dev.fairlead.internal.watching;

import dev.fairlead.internal.watching.Decoder.Bookmark;
import dev.fairlead.internal.watching.Decoder.Changed;
import dev.fairlead.internal.watching.Decoder.Event;
import dev.fairlead.internal.watching.Decoder.Refused;
import dev.fairlead.internal.watching.Decoder.Removed;
import dev.fairlead.internal.watching.Decoder.Undecodable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a copy of one kind of objects in one namespace equal to the API server's.
 *
 * <pre>
 *          list complete            watch lost or ended
 *  LIST ------------------> WATCH ----------------------> WATCH again, at the same version
 *   ^ |                       |
 *   | | failed: pause         | 410, silence, or a version the server does not know: one list
 *   +-+ <---------------------+
 * </pre>
 *
 * <p>It never gives up. Control plane only; what comes is decoded elsewhere and handed over.
 */
public final class ListWatch<C> implements AutoCloseable {
  private static final int GONE = 410;

  /** So many lists in a row may be of an expired version; more of them are trouble. */
  private static final int EXPIRED_LISTS = 3;

  /** So many watches that end at once are no accident. */
  private static final int EMPTY_WATCHES = 3;

  private final String collection;
  private final Decoder<C> decoder;
  private final Feed<C> feed;
  private final WatchParts parts;
  private final Backoff backoff;
  private final Attempts attempts;
  private final Position position = new Position();
  private final Listing<C> listing;

  /** Both in a row. */
  private int failures;

  private int expiredLists;

  /** Watches in a row that ended at once, having told nothing. */
  private int emptyWatches;

  /**
   * @param collection to which a query is appended, such as {@code
   *     /api/v1/namespaces/shop/services?} or {@code /api/v1/pods?labelSelector=app%3Da&}
   */
  public ListWatch(String collection, Decoder<C> decoder, Feed<C> feed, WatchParts parts) {
    this.collection = collection;
    this.decoder = decoder;
    this.feed = feed;
    this.parts = parts;
    this.attempts = new Attempts(parts);
    this.backoff = new Backoff(parts.random(), parts.times().longestBackoff());
    this.listing = new Listing<>(collection, decoder, parts, attempts, position, outcome());
  }

  /**
   * Begins, with a list that may come from the API server's cache.
   *
   * @param known the list is to be no older than this version; empty: it may be of any age
   */
  public void start(String known) {
    position.startAt(known);
    listing.begin();
  }

  /** Of the last list, event or bookmark; before the first list what start was told. */
  public String version() {
    return position.version();
  }

  private void watch() {
    long seconds = parts.times().watchLength().toSeconds();
    long drawn = seconds + parts.random().nextLong(seconds + 1);
    attempts.begin(
        collection + position.watchQuery(drawn),
        new Incoming.OfWatch<>(parts, decoder, this::opened, this::event, this::watchEnded));
  }

  private Listing.Outcome<C> outcome() {
    return new Listing.Outcome<>() {
      @Override
      public void complete(Pages<C> pages, String version) {
        failures = emptyWatches;
        expiredLists = 0;
        position.listed(version);
        pages.tell(feed, version);
        watch();
      }

      @Override
      public void expired(Failure failure, @Nullable Duration retryAfter) {
        expiredLists++;
        if (expiredLists <= EXPIRED_LISTS) {
          failures++;
          attempts.after(backoff.next(failures, retryAfter), listing::begin);
        } else {
          failed(failure, retryAfter);
        }
      }

      @Override
      public void failed(Failure failure, @Nullable Duration retryAfter) {
        ListWatch.this.failed(failure, retryAfter, listing::begin);
      }
    };
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
      if (!position.isPast(changed.version())) {
        position.advance(changed.version());
        feed.changed(changed.change());
      }
    } else if (event instanceof Removed<C> removed) {
      // Whatever its version: some servers give that of the object and not of its end.
      position.advance(removed.version());
      feed.changed(removed.change());
    } else if (event instanceof Bookmark<C> bookmark) {
      position.advance(bookmark.version());
    } else if (event instanceof Undecodable<C> undecodable) {
      position.advance(undecodable.version());
      feed.undecodable(undecodable.unread());
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
      relist(end.failure("watch"));
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
      relist(failure);
    } else if (failure.cause() instanceof BrokenEventException) {
      // Resumed at the same version it would come again.
      failed(failure, retryAfter, () -> relist(failure));
    } else {
      failed(failure, retryAfter, this::watch);
    }
  }

  private void relist(Failure why) {
    feed.restarting();
    Duration wait = parts.budget().take();
    if (!wait.isZero()) {
      feed.troubled(why);
    }
    attempts.after(wait.plus(backoff.spread()), listing::begin);
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
      // A server that lives and says nothing may not know the version: one list will tell.
      silent(limit, listing::begin);
    } else if (!list && now.lived().compareTo(parts.times().shortestWatch()) >= 0) {
      lasts();
    }
  }

  private void silent(Duration limit, Runnable next) {
    String verb = attempts.incoming() instanceof Incoming.OfList ? "list" : "watch";
    failed(new Failure(verb, 0, "", new SilenceException(limit)), null, next);
  }

  /** The connection is dead: what waits for something from it begins anew. */
  public void reconnect() {
    Incoming now = attempts.incoming();
    if (now != null) {
      boolean list = now instanceof Incoming.OfList;
      silent(parts.times().probeAfter(), list ? listing::begin : this::watch);
    }
  }

  /** Whether anything is asked for. */
  public boolean isUnderWay() {
    return attempts.incoming() != null;
  }

  @Override
  public void close() {
    attempts.close();
  }
}
