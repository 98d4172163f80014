package dev.fairlead.testkit;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Pods to call: HTTP servers on loopback addresses of their own, so that all can have one port and
 * each can refuse connections alone.
 *
 * <p>Every answer is JSON, {@code {"pod", "node", "zone", "count", "path", "method"}}. A request
 * may ask for {@code ?status=503} and {@code ?delay-ms=200} (milliseconds); a pod as a whole can be
 * made slow, failing or resetting at any time ({@link EchoPod#slow}). On systems whose loopback has
 * only 127.0.0.1 (macOS) all pods share it and have different ports: use {@link EchoPod#port()}.
 *
 * <p>Thread-safe. Whoever starts it closes it; its threads are daemons. Sets the system property
 * {@code sun.net.httpserver.nodelay} unless it is set, which a JDK 17 needs to answer kept
 * connections without 40 ms of delay.
 */
public final class EchoPods implements AutoCloseable {
  static final int BACKLOG = 128;

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private final LoopbackAddresses addresses = new LoopbackAddresses(new Random());
  private final ExecutorService executor = Executors.newCachedThreadPool(EchoPods::daemon);
  private final List<EchoPod> pods = new CopyOnWriteArrayList<>();

  private EchoPods() {}

  /** Starts without pods. */
  public static EchoPods start() {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    return new EchoPods();
  }

  /**
   * Starts a pod on an address of its own.
   *
   * @param port the TCP port; 0 for a free one
   */
  public synchronized EchoPod add(String name, String node, String zone, int port) {
    if (executor.isShutdown()) {
      throw new IllegalStateException("these EchoPods are closed; start others");
    }
    EchoPod.Identity identity = new EchoPod.Identity(name, node, zone);
    EchoPod pod = new EchoPod(identity, addresses.listen(port), this);
    pods.add(pod);
    return pod;
  }

  /** All pods in the order they were added, stopped ones included; a copy. */
  public List<EchoPod> all() {
    return List.copyOf(pods);
  }

  /** The pod on an IP address; where all share 127.0.0.1, the first of them. */
  public EchoPod byAddress(String address) {
    for (EchoPod pod : pods) {
      if (pod.address().equals(address)) {
        return pod;
      }
    }
    throw new IllegalArgumentException("no pod on " + address + " among " + pods);
  }

  /** Stops all pods; closing again does nothing. */
  @Override
  public synchronized void close() {
    pods.forEach(EchoPod::stop);
    executor.shutdownNow();
  }

  Executor executor() {
    return executor;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "echo-pod");
    thread.setDaemon(true);
    return thread;
  }
}
