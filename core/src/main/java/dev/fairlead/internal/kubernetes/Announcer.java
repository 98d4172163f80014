package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.watching.Decoder.Unread;
import dev.fairlead.internal.watching.Failure;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what happens to the watches of one namespace. However many watches a kind has there, their
 * loss is one line of the log, their refusal one more, and their return one. Control plane only.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final String namespace;
  private final ApiTrouble words;
  private final Clock clock;
  private final FairleadListener listener;
  private final Map<WatchedKind, Losses> losses = new EnumMap<>(WatchedKind.class);

  /** What is lost of one kind. */
  private static final class Losses {
    final Set<KindFeed> feeds = new HashSet<>();
    boolean refusalTold;
  }

  /**
   * @param address of the API server, for messages
   */
  Announcer(String address, String namespace, Clock clock, FairleadListener listener) {
    this.namespace = namespace;
    this.words = new ApiTrouble(address, namespace);
    this.clock = clock;
    this.listener = listener;
    for (WatchedKind kind : WatchedKind.values()) {
      losses.put(kind, new Losses());
    }
  }

  Instant now() {
    return clock.instant();
  }

  Trouble explain(WatchedKind kind, Failure failure, Instant since) {
    return words.explain(kind, failure, since);
  }

  /** What it means that an object is not understood; says so. */
  Trouble unread(WatchedKind kind, Unread object) {
    Trouble trouble = words.unread(kind, object, now());
    LOG.warn("Not understood: {}", trouble.explanation());
    return trouble;
  }

  void restarting(WatchedKind kind) {
    listener.watchRestarted(namespace, kind.resource());
  }

  /**
   * A watch is lost, or still lost with another trouble.
   *
   * @param listed whether it ever told anything
   */
  void lost(KindFeed feed, WatchedKind kind, boolean listed, Trouble trouble) {
    Losses of = of(kind);
    boolean first = of.feeds.isEmpty();
    of.feeds.add(feed);
    if (first || (trouble.isRefusal() && !of.refusalTold)) {
      of.refusalTold = trouble.isRefusal();
      LOG.warn(
          "{} {} in namespace {}: {}",
          listed ? "Lost the watch on" : "Cannot watch",
          kind.resource(),
          namespace,
          trouble.explanation());
    }
  }

  void found(KindFeed feed, WatchedKind kind) {
    if (forget(feed, kind)) {
      LOG.info("Watching {} in namespace {} again", kind.resource(), namespace);
    }
  }

  /** The watch is not wanted any more; true when no other of its kind is lost now. */
  boolean forget(KindFeed feed, WatchedKind kind) {
    Losses of = of(kind);
    boolean last = of.feeds.remove(feed) && of.feeds.isEmpty();
    if (last) {
      of.refusalTold = false;
    }
    return last;
  }

  private Losses of(WatchedKind kind) {
    return Objects.requireNonNull(losses.get(kind));
  }
}
