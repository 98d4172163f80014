package dev.fairlead.internal.kubernetes;

import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * One HTTP client, and so one HTTP/2 connection: the first request goes alone, and the others wait
 * for its answer, since a client without a connection opens one for each. Safe for use by any
 * thread; nothing here blocks.
 */
final class Lane implements AutoCloseable {
  /** An API server allows 100 streams on a connection; the rest is for single questions. */
  static final int MOST_EXCHANGES = 90;

  private final HttpClient client;
  private final Queue<Start> waiting = new ArrayDeque<>();
  private int exchanges;
  private boolean connected;

  /** A request is on its way on a lane that is not connected. */
  private boolean connecting;

  private boolean closing;

  /** Sends a request. */
  @FunctionalInterface
  interface Start {
    /**
     * Sends it.
     *
     * @param first whether others wait for the answer
     */
    void send(boolean first);
  }

  Lane(HttpClient client) {
    this.client = client;
  }

  HttpClient client() {
    return client;
  }

  /** Takes a place, which {@link #left} gives back; false when the lane is full or closed. */
  synchronized boolean enter() {
    if (closing || exchanges == MOST_EXCHANGES) {
      return false;
    }
    exchanges++;
    return true;
  }

  /** An exchange that entered has ended. */
  void left() {
    boolean last;
    synchronized (this) {
      exchanges--;
      last = closing && exchanges == 0;
    }
    if (last) {
      client.close();
    }
  }

  /** Sends now, or as soon as there is a connection. */
  void begin(Start request) {
    boolean first;
    synchronized (this) {
      if (connecting) {
        waiting.add(request);
        return;
      }
      first = !connected;
      connecting = first;
    }
    request.send(first);
  }

  /** The head of a response has come. */
  void answered() {
    List<Start> all;
    synchronized (this) {
      connected = true;
      connecting = false;
      all = List.copyOf(waiting);
      waiting.clear();
    }
    all.forEach(request -> request.send(false));
  }

  /** A request was not sent, or has failed, and perhaps the connection with it. */
  void failed(boolean first) {
    Start next = null;
    synchronized (this) {
      connected = false;
      if (first) {
        next = waiting.poll();
        connecting = next != null;
      }
    }
    if (next != null) {
      next.send(true);
    }
  }

  /**
   * Closes the client, after the last exchange: one that waits for its head when the client is
   * closed would keep its connection (JDK 17). Its time limit ends it.
   */
  @Override
  public void close() {
    boolean idle;
    synchronized (this) {
      closing = true;
      idle = exchanges == 0;
    }
    if (idle) {
      client.close();
    }
  }
}
