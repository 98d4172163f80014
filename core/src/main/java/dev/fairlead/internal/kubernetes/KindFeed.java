package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Failure;
import dev.fairlead.internal.watching.Feed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is told of one kind in one namespace, turned into changes of the copy and into words. Logs
 * once when it is lost, once more when it is refused, and once when it is back, however the trouble
 * changes in between. Control plane only.
 */
final class KindFeed implements Feed<Consumer<NamespaceState>> {
  private static final Logger LOG = LoggerFactory.getLogger(KindFeed.class);

  private final WatchedKind kind;
  private final String namespace;
  private final ApiTrouble words;
  private final Clock clock;
  private final FairleadListener listener;
  private final Consumer<Consumer<NamespaceState>> changed;
  private boolean listed;

  /** Null while it is followed, and before anything went wrong. */
  private @Nullable Trouble trouble;

  /**
   * @param changed takes a change of the copy, or none when only the trouble is another one
   */
  KindFeed(
      WatchedKind kind,
      String namespace,
      ApiTrouble words,
      Clock clock,
      FairleadListener listener,
      Consumer<Consumer<NamespaceState>> changed) {
    this.kind = kind;
    this.namespace = namespace;
    this.words = words;
    this.clock = clock;
    this.listener = listener;
    this.changed = changed;
  }

  boolean isListed() {
    return listed;
  }

  @Nullable Trouble trouble() {
    return trouble;
  }

  @Override
  public void listed(List<Consumer<NamespaceState>> changes, Set<String> names, String version) {
    listed = true;
    changed.accept(
        state -> {
          changes.forEach(change -> change.accept(state));
          kind.only(names, version).accept(state);
        });
  }

  @Override
  public void changed(Consumer<NamespaceState> change) {
    changed.accept(change);
  }

  @Override
  public void following() {
    if (trouble != null) {
      trouble = null;
      LOG.info("Watching {} in namespace {} again", kind.resource(), namespace);
      changed.accept(KindFeed::nothing);
    }
  }

  @Override
  public void troubled(Failure failure) {
    Trouble former = trouble;
    Instant instant = clock.instant();
    Trouble now = words.explain(kind, failure, former == null ? instant : former.since());
    if (former != null && former.isRefusal() != now.isRefusal()) {
      // How long it is refused counts from the refusal, not from when the server went away.
      now = words.explain(kind, failure, instant);
    }
    if (former == null || former.kind() != now.kind()) {
      trouble = now;
      changed.accept(KindFeed::nothing);
    }
    if (former == null || former.isRefusal() != now.isRefusal()) {
      LOG.warn(
          "{} {} in namespace {}: {}",
          listed ? "Lost the watch on" : "Cannot watch",
          kind.resource(),
          namespace,
          now.explanation());
    }
  }

  private static void nothing(NamespaceState state) {}

  @Override
  public void restarting() {
    listener.watchRestarted(namespace, kind.resource());
  }

  /** The former state of such an object stays in use: old endpoints beat none. */
  @Override
  public void undecodable(List<String> why) {
    why.forEach(one -> LOG.warn("Skipped {} {}/{}", kind.resource(), namespace, one));
  }
}
