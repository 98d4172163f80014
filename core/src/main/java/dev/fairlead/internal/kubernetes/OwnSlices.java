package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Slice;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Decoder.Unread;
import dev.fairlead.internal.watching.Failure;
import dev.fairlead.internal.watching.Feed;
import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.WatchParts;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One list of the slices of the own namespace, for the address of this pod, which watches on other
 * Services do not show. Tried until it is answered; a few more, with pauses, while the pod is in
 * none. Control plane only.
 */
final class OwnSlices implements Feed<Consumer<NamespaceState>>, AutoCloseable {
  /** Before another list: the controller may not have seen the pod yet. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(OwnSlices.class);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

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
    NamespaceState state = new NamespaceState();
    changes.forEach(change -> change.accept(state));
    found(state.slices());
  }

  private void found(Collection<Slice> slices) {
    if (list != null) {
      end();
      if (search.listed(slices)) {
        parts.timer().after(PAUSE, this::read);
      }
    }
  }

  @Override
  public void changed(Consumer<NamespaceState> change) {}

  @Override
  public void following() {}

  /** A refusal is not asked again at once, and not for ever. */
  @Override
  public void troubled(Failure failure) {
    if (failure.status() == UNAUTHORIZED || failure.status() == FORBIDDEN) {
      LOG.info(
          "The own node is not known: listing {} in namespace {} is refused ({}). Local policies and"
              + " hints need it; set NODE_NAME, or grant 'list' there",
          WatchedKind.ENDPOINT_SLICE.resource(),
          namespace,
          failure.status());
      parts.control().execute(() -> found(List.of()));
    }
  }

  @Override
  public void restarting() {}

  @Override
  public void undecodable(Unread unread) {}

  /** Looks whether anything has come of late. */
  void check() {
    if (list != null) {
      list.check();
    }
  }

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
