package dev.fairlead.okhttp;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Target;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.internal.connection.RealConnection;
import org.jspecify.annotations.Nullable;

/**
 * Where a call went: the tag of each call that was sent to an endpoint. It shows the last attempt,
 * so it moves when another endpoint is tried. Safe to read from any thread.
 *
 * <p>The way to know the true address: OkHttp's own events and {@code Route} show the port of the
 * URL, not the port the pod listens on.
 */
public final class SelectedEndpoint {
  private volatile @Nullable Target target;
  private volatile @Nullable Endpoint endpoint;

  /** What further attempts of the same call stay away from. Thread of the call only. */
  private PickRequest wish = PickRequest.ANY;

  /** The connection OkHttp holds for the call, between its attempts too. */
  private volatile @Nullable Connection held;

  private SelectedEndpoint() {}

  /** Where {@code call} went last; null when it was never sent to an endpoint by Fairlead. */
  public static @Nullable SelectedEndpoint of(Call call) {
    return call.tag(SelectedEndpoint.class);
  }

  static SelectedEndpoint forAttemptsOf(Call call) {
    return call.tag(SelectedEndpoint.class, SelectedEndpoint::new);
  }

  /** The target that the URL named; null before the first attempt. */
  public @Nullable Target target() {
    return target;
  }

  /** The endpoint of the last attempt; null before the first one. */
  public @Nullable Endpoint endpoint() {
    return endpoint;
  }

  PickRequest wish() {
    return wish;
  }

  void failedAt(Endpoint failed) {
    wish = wish.avoiding(failed);
  }

  void holds(@Nullable Connection connection) {
    held = connection;
  }

  /**
   * The next attempt goes there. Within one call OkHttp goes on with the connection it holds as
   * long as host and port of the URL stay; one to another endpoint must not be taken.
   */
  void goesTo(Target asked, Endpoint next) {
    Endpoint last = endpoint;
    if (held instanceof RealConnection connection && last != null && !last.sameInstance(next)) {
      connection.noNewExchanges();
    }
    target = asked;
    endpoint = next;
  }

  /** {@code pod orders-1 at 10.1.2.3:8080}. */
  static String words(Endpoint endpoint) {
    PodRef pod = endpoint.pod();
    return pod == null ? "endpoint " + endpoint : "pod " + pod.name() + " at " + endpoint;
  }

  @Override
  public String toString() {
    Endpoint last = endpoint;
    return last == null ? "no endpoint" : words(last) + " of " + target;
  }
}
