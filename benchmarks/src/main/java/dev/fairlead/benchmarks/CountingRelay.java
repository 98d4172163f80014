package dev.fairlead.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A TCP relay on loopback in front of a server that counts what passes: bytes of the connection,
 * TLS and framing included. Everything on daemon threads of its own.
 */
final class CountingRelay implements AutoCloseable {
  private final ServerSocket door;
  private final URI server;
  private final LongAdder downstream = new LongAdder();
  private final AtomicInteger connections = new AtomicInteger();

  CountingRelay(URI server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  /** The address to use in place of the server's. */
  URI uri() {
    return URI.create(server.getScheme() + "://127.0.0.1:" + door.getLocalPort());
  }

  /** How many bytes went from the server to clients so far. */
  long downstream() {
    return downstream.sum();
  }

  /** How many connections were made so far. */
  int connections() {
    return connections.get();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The connection or the relay is closed.
              }
            },
            "counting-relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket target = new Socket(server.getHost(), server.getPort());
      connections.incrementAndGet();
      run(() -> copy(client, target, new LongAdder()));
      run(() -> copy(target, client, downstream));
    }
  }

  private static void copy(Socket from, Socket to, LongAdder count) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        count.add(read);
      }
    }
  }

  /** Ends the relay; connections end with one of their sides. */
  @Override
  public void close() throws IOException {
    door.close();
  }
}
