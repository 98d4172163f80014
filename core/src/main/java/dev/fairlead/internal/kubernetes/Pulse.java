package dev.fairlead.internal.kubernetes;

import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.Transport;
import dev.fairlead.internal.watching.WatchParts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a connection that is open and dead, which no socket tells: when nothing has come for a
 * while, not even a bookmark, the API server is asked for its version. An answer of any kind is a
 * sign of life; without one all watches begin anew on a new connection. Control plane only.
 */
final class Pulse {
  private static final String SIGN_OF_LIFE = "/version";

  private final WatchParts parts;
  private final Supplier<Collection<NamespaceWatch>> namespaces;
  private boolean asking;

  /** When the last answer came, in nanoseconds. */
  private long answered;

  Pulse(WatchParts parts, Supplier<Collection<NamespaceWatch>> namespaces) {
    this.parts = parts;
    this.namespaces = namespaces;
    this.answered = parts.nanoTime().getAsLong();
  }

  /** Looks after every watch, and after the connection. */
  void check() {
    namespaces.get().forEach(namespace -> namespace.watches().forEach(ListWatch::check));
    Duration quiet = quietFor();
    if (!asking && quiet != null && quiet.compareTo(parts.times().probeAfter()) > 0) {
      asking = true;
      parts.transport().get(SIGN_OF_LIFE, parts.times().untilHead(), new Answer());
    }
  }

  /** Null when no watch is open, and so nothing is to be heard. */
  private @Nullable Duration quietFor() {
    Duration watches =
        namespaces.get().stream()
            .map(NamespaceWatch::quietFor)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    Duration own = Duration.ofNanos(parts.nanoTime().getAsLong() - answered);
    return watches == null || own.compareTo(watches) > 0 ? watches : own;
  }

  private void told(boolean alive) {
    asking = false;
    answered = parts.nanoTime().getAsLong();
    if (!alive) {
      parts.transport().renew();
      namespaces.get().forEach(namespace -> namespace.watches().forEach(ListWatch::reconnect));
    }
  }

  private final class Answer implements Transport.Response {
    private boolean head;

    @Override
    public void head(int status, @Nullable Duration retryAfter) {
      head = true;
    }

    @Override
    public void bytes(ByteBuffer bytes) {}

    @Override
    public void ended(@Nullable Throwable failure) {
      boolean alive = head;
      parts.control().execute(() -> told(alive));
    }
  }
}
