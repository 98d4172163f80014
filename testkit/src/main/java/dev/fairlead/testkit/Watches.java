package dev.fairlead.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The open watches: opens them for requests and ends them for tests. Thread-safe. */
final class Watches {
  private final ObjectStore store;
  private final int queueLimit;
  private final Set<WatchStream> open = ConcurrentHashMap.newKeySet();

  Watches(ObjectStore store, int queueLimit) {
    this.store = store;
    this.queueLimit = queueLimit;
  }

  /** Opens the watch a request asks for; fails before the first byte if its options are wrong. */
  void open(Kind kind, ApiRequest wanted, Request request, Response response, Callback callback) {
    Query query = wanted.query();
    ListOptions options = ListOptions.of(query, true);
    Scope scope = Scope.of(kind, wanted);
    long after = query.version();
    long timeout = query.number("timeoutSeconds");
    WatchStream stream =
        new WatchStream(
            scope, after, query.flag("allowWatchBookmarks"), queueLimit, response, callback);
    open.add(stream);
    request.addFailureListener(stream::abort);
    Request.addCompletionListener(request, failure -> forget(stream));
    try {
      store.subscribe(stream, options.anyVersion() ? null : after);
    } catch (ApiFailure expired) {
      stream.fail(expired);
    }
    if (!open.contains(stream)) {
      // The connection broke while the watch was opened, before there was anything to take back.
      store.unsubscribe(stream);
    }
    if (timeout > 0) {
      CompletableFuture.delayedExecutor(timeout, TimeUnit.SECONDS).execute(stream::end);
    }
  }

  /** Ends the watches of the given scopes cleanly. */
  void end(Predicate<Scope> which) {
    each(which, WatchStream::end);
  }

  /** Sends a line into the watches of the given scopes. */
  void send(Predicate<Scope> which, String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    each(which, stream -> stream.send(bytes));
  }

  /** Lets the watches of the given scopes tell nothing more. */
  void mute(Predicate<Scope> which) {
    each(which, WatchStream::mute);
  }

  private void each(Predicate<Scope> which, Consumer<WatchStream> action) {
    for (WatchStream stream : open) {
      if (which.test(stream.scope())) {
        action.accept(stream);
      }
    }
  }

  int count(Predicate<Scope> which) {
    return (int) open.stream().filter(stream -> which.test(stream.scope())).count();
  }

  /** Forgets all watches; their connections are gone. */
  void clear() {
    open.forEach(this::forget);
  }

  private void forget(WatchStream stream) {
    store.unsubscribe(stream);
    open.remove(stream);
  }
}
