package dev.fairlead.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Accepts connections and ends each with a TCP reset as soon as a request begins to arrive. */
final class ResetListener {
  private final ServerSocket listener = new ServerSocket();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Executor executor;
  private final CompletableFuture<Void> accepting;

  /** Listens; the executor gives a thread to each connection that has not sent anything yet. */
  ResetListener(InetSocketAddress address, Executor executor) throws IOException {
    this.executor = executor;
    // The server that listened here a moment ago has left connections behind.
    listener.setReuseAddress(true);
    listener.bind(address, EchoPods.BACKLOG);
    accepting = CompletableFuture.runAsync(this::accept, executor);
  }

  /** Closes all connections and refuses new ones; the port is free when this returns. */
  void stop() {
    close(listener);
    // The system keeps listening until the last thread has left the closed socket.
    accepting.join();
    open.forEach(ResetListener::close);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        executor.execute(() -> reset(socket));
      } catch (IOException | RejectedExecutionException e) {
        // Stopped, or the client is gone already: the loop tells which.
      }
    }
  }

  private void reset(Socket socket) {
    try {
      // To linger for no time is to discard what was sent and to say so: RST.
      socket.setSoLinger(true, 0);
      socket.getInputStream().read();
    } catch (IOException e) {
      // The client hung up: nobody is left to be cut off.
    } finally {
      close(socket);
      open.remove(socket);
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed to the client all the same.
    }
  }
}
