package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Trouble;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Decoder.Unread;
import dev.fairlead.internal.watching.Failure;
import dev.fairlead.internal.watching.Feed;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one watch tells of one kind, turned into changes of the copy and into words. Control plane
 * only.
 */
final class KindFeed implements Feed<Consumer<NamespaceState>>, AutoCloseable {
  private final WatchedKind kind;
  private final Announcer announcer;
  private final Consumer<Consumer<NamespaceState>> changed;
  private boolean listed;

  /** Null while it is followed, and before anything went wrong. */
  private @Nullable Trouble trouble;

  /**
   * @param changed takes a change of the copy, or none when only the trouble is another one
   */
  KindFeed(WatchedKind kind, Announcer announcer, Consumer<Consumer<NamespaceState>> changed) {
    this.kind = kind;
    this.announcer = announcer;
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
    if (!listed) {
      following(); // what is known from now on was never lost
    }
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
      announcer.found(this, kind);
      changed.accept(KindFeed::nothing);
    }
  }

  @Override
  public void troubled(Failure failure) {
    Trouble former = trouble;
    Instant instant = announcer.now();
    Trouble now = announcer.explain(kind, failure, former == null ? instant : former.since());
    if (former != null && former.isRefusal() != now.isRefusal()) {
      // How long it is refused counts from the refusal, not from when the server went away.
      now = announcer.explain(kind, failure, instant);
    }
    if (former == null || former.kind() != now.kind()) {
      trouble = now;
      changed.accept(KindFeed::nothing);
    }
    announcer.lost(this, kind, listed, now);
  }

  private static void nothing(NamespaceState state) {}

  @Override
  public void restarting() {
    announcer.restarting(kind);
  }

  /** The former state of such an object stays in use: old endpoints beat none. */
  @Override
  public void undecodable(Unread unread) {
    Trouble why = announcer.unread(kind, unread);
    changed.accept(kind.unread(unread, why));
  }

  @Override
  public void close() {
    announcer.forget(this, kind);
  }
}
