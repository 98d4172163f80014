package dev.fairlead.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FakeKubernetes} does wrong on purpose: with requests to come, and with watches that
 * are open.
 *
 * <p>Faults of requests to come hit so many and are over; of several that match, the first added
 * hits first. A resource is "services", "endpointslices", "nodes" or "*"; a verb "get", "list",
 * "watch" or "*". What is refused by {@link FakeKubernetes#deny} hits before. Thread-safe.
 */
public final class Faults {
  private final Watches watches;
  private final List<Fault> waiting = new CopyOnWriteArrayList<>();

  Faults(Watches watches) {
    this.watches = watches;
  }

  /** What happens to one request. */
  sealed interface Deed {}

  /** It is answered with this Status; 0 seconds: nothing is said of when to try again. */
  record Refuse(int status, int retryAfterSeconds) implements Deed {}

  /** The answer breaks off in its middle. */
  record Cut() implements Deed {}

  /** The watch ends at once. */
  record End() implements Deed {}

  /** The continue token has expired. */
  record Expire() implements Deed {}

  private record Fault(Deed deed, AtomicInteger left, Predicate<ApiRequest> matches) {
    boolean hits(ApiRequest request) {
      return matches.test(request) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
  }

  /**
   * Answers the next requests with a Status, as a server that is overloaded, broken or strict.
   *
   * @param times how many requests, at least 1
   * @param status 400 to 599
   */
  public void answer(int times, int status, String verb, String resource) {
    add(times, new Refuse(checked(status), 0), matching(verb, resource));
  }

  /**
   * As {@link #answer(int, int, String, String)}, with a {@code Retry-After}.
   *
   * @param retryAfter whole seconds, at least one
   */
  public void answer(int times, int status, String verb, String resource, Duration retryAfter) {
    if (retryAfter.toSeconds() < 1 || retryAfter.toNanosPart() != 0) {
      throw new IllegalArgumentException("Retry-After is whole seconds, not " + retryAfter);
    }
    int seconds = Math.toIntExact(retryAfter.toSeconds());
    add(times, new Refuse(checked(status), seconds), matching(verb, resource));
  }

  /** Breaks off the next answers to get or list in their middle, as a lost connection does. */
  public void cut(int times, String verb, String resource) {
    add(times, new Cut(), matching(verb, resource).and(request -> !isWatch(request)));
  }

  /** Ends the next watches cleanly as soon as they are open, without an event. */
  public void endWatches(int times, String resource) {
    add(times, new End(), matching("watch", resource));
  }

  /** Answers the next lists that go on from a continue token as if it had expired: 410. */
  public void expireContinueTokens(int times, String resource) {
    add(times, new Expire(), matching("list", resource).and(Faults::isContinued));
  }

  /** Takes back the faults of requests to come. */
  public void clear() {
    waiting.clear();
  }

  /**
   * Sends a line into every open watch of a resource, whatever it selects: an event that the server
   * has not got, or one in no form at all.
   *
   * @param line without its end
   */
  public void send(String resource, String line) {
    watches.send(ofResource(resource), line);
  }

  /**
   * From now on the open watches of a resource tell nothing, not even bookmarks; what they miss is
   * not made up for. Watches opened later are well.
   */
  public void mute(String resource) {
    watches.mute(ofResource(resource));
  }

  /** Ends the open watches of a resource cleanly, as a real server does from time to time. */
  public void dropWatches(String resource) {
    watches.end(ofResource(resource));
  }

  /** What is to happen to this request, which takes it off; null: nothing. */
  @Nullable Deed next(ApiRequest request) {
    for (Fault fault : waiting) {
      if (fault.hits(request)) {
        return fault.deed();
      }
    }
    return null;
  }

  private void add(int times, Deed deed, Predicate<ApiRequest> matches) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault hits at least one request, not " + times);
    }
    waiting.add(new Fault(deed, new AtomicInteger(times), matches));
  }

  private static int checked(int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("a request is refused with 400 to 599, not " + status);
    }
    return status;
  }

  private static Predicate<ApiRequest> matching(String verb, String resource) {
    return request -> matches(verb, request.verb()) && matches(resource, request.resource());
  }

  static Predicate<Scope> ofResource(String resource) {
    return scope -> matches(resource, scope.kind().resource);
  }

  private static boolean matches(String pattern, String value) {
    return pattern.equals("*") || pattern.equals(value);
  }

  private static boolean isWatch(ApiRequest request) {
    return request.verb().equals("watch");
  }

  private static boolean isContinued(ApiRequest request) {
    return !request.query().text("continue").isEmpty();
  }
}
