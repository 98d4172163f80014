package dev.fairlead.internal.kubernetes;

import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.Transport;
import dev.fairlead.internal.watching.WatchParts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a connection that is open and dead, which no socket tells: when nothing has come for a
 * while on any watch, not even a bookmark, the API server is asked for its version. An answer of
 * any kind is a sign of life; without one all watches begin anew on a new connection. Control plane
 * only.
 */
final class Pulse {
  private static final String SIGN_OF_LIFE = "/version";

  private final WatchParts parts;
  private final Supplier<Collection<NamespaceWatch>> namespaces;

  /** The question under way; null when there is none. */
  private @Nullable Answer asked;

  Pulse(WatchParts parts, Supplier<Collection<NamespaceWatch>> namespaces) {
    this.parts = parts;
    this.namespaces = namespaces;
  }

  /** Looks after every watch, and after the connection. */
  void check() {
    each(ListWatch::check);
    boolean quiet = parts.heard().ago().compareTo(parts.times().probeAfter()) > 0;
    if (asked == null && quiet && namespaces.get().stream().anyMatch(Pulse::waits)) {
      Answer answer = new Answer();
      asked = answer;
      answer.exchange = parts.transport().get(SIGN_OF_LIFE, parts.times().untilHead(), answer);
    }
  }

  /** Whether anything is to be heard: a watch is open, or a question under way. */
  private static boolean waits(NamespaceWatch namespace) {
    return namespace.watches().stream().anyMatch(ListWatch::isUnderWay);
  }

  private void each(Consumer<ListWatch<?>> action) {
    namespaces.get().forEach(namespace -> namespace.watches().forEach(action));
  }

  private void told(Answer by, boolean alive) {
    if (asked != by) {
      return;
    }
    asked = null;
    parts.heard().now();
    if (by.exchange != null) {
      by.exchange.cancel();
    }
    if (!alive) {
      each(ListWatch::reconnect);
      parts.transport().renew();
    }
  }

  /** Tells at the head: what follows it does not matter, and may not come. */
  private final class Answer implements Transport.Response {
    /** Control plane only. */
    private Transport.@Nullable Exchange exchange;

    @Override
    public void head(int status, @Nullable Duration retryAfter) {
      parts.control().execute(() -> told(this, true));
    }

    @Override
    public void bytes(ByteBuffer bytes) {}

    @Override
    public void ended(@Nullable Throwable failure) {
      parts.control().execute(() -> told(this, false));
    }
  }
}
