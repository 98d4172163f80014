package dev.fairlead.fakes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP relay on loopback in front of a server, to do what networks do: freeze, so that connections
 * stay open and nothing passes, or reset them. Everything on daemon threads of its own.
 */
public final class Relay implements AutoCloseable {
  private final ServerSocket door;
  private final URI server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Object gate = new Object();

  /** Guarded by the gate: connections up to this one are frozen. */
  private int frozenUpTo;

  public Relay(URI server) {
    this.server = server;
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    run("accept", this::accept);
  }

  /** The address to use in place of the server's. */
  public URI uri() {
    return URI.create(server.getScheme() + "://127.0.0.1:" + door.getLocalPort());
  }

  /** How many connections were made so far. */
  public int connections() {
    return connections.get();
  }

  /** From now on nothing passes on connections there are; new ones pass. */
  public void freeze() {
    synchronized (gate) {
      frozenUpTo = connections.get();
    }
  }

  /** Resets every connection there is. */
  public void reset() {
    for (Socket socket : sockets) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It is closed already, which is what was wanted.
      }
    }
    sockets.clear();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The connection or the relay is closed.
              }
            },
            "relay-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      Socket target = new Socket(server.getHost(), server.getPort());
      sockets.add(client);
      sockets.add(target);
      Pipe pipe = new Pipe(connections.incrementAndGet());
      run("up", () -> pipe.copy(client, target));
      run("down", () -> pipe.copy(target, client));
    }
  }

  /** One connection, in both directions. */
  private final class Pipe {
    private final int number;

    Pipe(int number) {
      this.number = number;
    }

    void copy(Socket from, Socket to) throws IOException {
      byte[] buffer = new byte[16 * 1024];
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      try {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (!swallows()) {
            out.write(buffer, 0, read);
            out.flush();
          }
        }
      } finally {
        from.close();
        to.close();
      }
    }

    private boolean swallows() {
      synchronized (gate) {
        return number <= frozenUpTo;
      }
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      // There is nothing left to close.
    }
    reset();
  }
}
