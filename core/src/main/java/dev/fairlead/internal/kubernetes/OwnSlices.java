package dev.fairlead.internal.kubernetes;

import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Decoder.Unread;
import dev.fairlead.internal.watching.Failure;
import dev.fairlead.internal.watching.Feed;
import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.WatchParts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One list of the slices of the own namespace, for the address of this pod, which watches on other
 * Services do not show. Tried until it is answered; a few more, with pauses, while the pod is in
 * none. Control plane only.
 */
final class OwnSlices implements Feed<Consumer<NamespaceState>>, AutoCloseable {
  /** Before another list: the controller may not have seen the pod yet. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private final String namespace;
  private final WatchParts parts;
  private final LocationSearch search;
  private boolean asked;
  private boolean closed;
  private @Nullable ListWatch<Consumer<NamespaceState>> list;

  OwnSlices(String namespace, WatchParts parts, LocationSearch search) {
    this.namespace = namespace;
    this.parts = parts;
    this.search = search;
  }

  /** The own node is wanted: lists, unless it is known or a list is under way already. */
  void wanted() {
    if (!asked && search.wantsList()) {
      asked = true;
      read();
    }
  }

  private void read() {
    if (!closed) {
      WatchedKind kind = WatchedKind.ENDPOINT_SLICE;
      String all = WatchScope.all(namespace).collection(kind);
      list = new ListWatch<>(all, new KindDecoder(kind), this, parts);
      list.start("");
    }
  }

  @Override
  public void listed(List<Consumer<NamespaceState>> changes, Set<String> names, String version) {
    end();
    NamespaceState state = new NamespaceState();
    changes.forEach(change -> change.accept(state));
    if (search.listed(state.slices())) {
      parts.timer().after(PAUSE, this::read);
    }
  }

  @Override
  public void changed(Consumer<NamespaceState> change) {}

  @Override
  public void following() {}

  @Override
  public void troubled(Failure failure) {}

  @Override
  public void restarting() {}

  @Override
  public void undecodable(Unread unread) {}

  @Override
  public void close() {
    closed = true;
    end();
  }

  private void end() {
    if (list != null) {
      list.close();
      list = null;
    }
  }
}
