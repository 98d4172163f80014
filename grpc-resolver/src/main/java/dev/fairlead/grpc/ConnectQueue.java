package dev.fairlead.grpc;

import io.grpc.ConnectivityState;
import io.grpc.LoadBalancer;
import io.grpc.SynchronizationContext.ScheduledHandle;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets new children connect some at a time: a thousand handshakes at once are slower for each, and
 * hit the pods of all clients that started together. One that takes long gives its place up, so
 * that pods which do not answer hold nobody back. Belongs to the synchronization context.
 */
final class ConnectQueue {
  /** At one time. */
  static final int MOST = 16;

  private static final long PATIENCE_MILLIS = 250;

  private final LoadBalancer.Helper channel;
  private final Deque<EndpointChild> waiting = new ArrayDeque<>();
  private final Map<EndpointChild, ScheduledHandle> connecting = new HashMap<>();
  private boolean starting;

  ConnectQueue(LoadBalancer.Helper channel) {
    this.channel = channel;
  }

  void add(List<EndpointChild> fresh) {
    waiting.addAll(fresh);
    startNext();
  }

  /** It is connected, or failed. */
  void done(EndpointChild child) {
    ScheduledHandle patience = connecting.remove(child);
    if (patience != null) {
      patience.cancel();
      startNext();
    }
  }

  /** They are not wanted any more. All at once: none of them takes the place of another. */
  void remove(Collection<EndpointChild> gone) {
    waiting.removeAll(Set.copyOf(gone));
    for (EndpointChild child : gone) {
      ScheduledHandle patience = connecting.remove(child);
      if (patience != null) {
        patience.cancel();
      }
    }
    startNext();
  }

  void end() {
    waiting.clear();
    connecting.values().forEach(ScheduledHandle::cancel);
    connecting.clear();
  }

  private void startNext() {
    if (starting) {
      return; // one that was just started is done already; the loop below goes on
    }
    starting = true;
    try {
      while (connecting.size() < MOST && !waiting.isEmpty()) {
        start(waiting.remove());
      }
    } finally {
      starting = false;
    }
  }

  private void start(EndpointChild child) {
    connecting.put(
        child,
        channel
            .getSynchronizationContext()
            .schedule(
                () -> done(child),
                PATIENCE_MILLIS,
                TimeUnit.MILLISECONDS,
                channel.getScheduledExecutorService()));
    child.start();
    if (child.state() != ConnectivityState.CONNECTING) {
      done(child);
    }
  }
}
