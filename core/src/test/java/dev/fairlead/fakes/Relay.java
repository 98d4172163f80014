package dev.fairlead.fakes;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP relay on loopback in front of a server, to do what networks do: freeze, so that connections
 * stay open and nothing passes, delay and throttle, reset, cut in the middle, refuse. Everything on
 * daemon threads of its own.
 */
public final class Relay implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final URI server;
  private final int port;
  private final RelayGate gate = new RelayGate();
  private final Set<Pipe> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /** Replaced by {@link #admit()}. */
  private volatile ServerSocket door;

  /** Ends when the door is shut. */
  private volatile CompletableFuture<Void> accepting = CompletableFuture.completedFuture(null);

  public Relay(URI server) {
    this.server = server;
    this.door = open(0);
    this.port = door.getLocalPort();
    listen();
  }

  private static ServerSocket open(int port) {
    try {
      ServerSocket made = new ServerSocket();
      made.setReuseAddress(true);
      made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return made;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void listen() {
    ServerSocket now = door;
    CompletableFuture<Void> ended = new CompletableFuture<>();
    accepting = ended;
    run(
        "accept",
        () -> {
          try {
            accept(now);
          } finally {
            ended.complete(null);
          }
        });
  }

  /** The address to use in place of the server's. */
  public URI uri() {
    return URI.create(server.getScheme() + "://127.0.0.1:" + port);
  }

  /** How many connections were made so far. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open; one that is frozen stays so until it thaws. */
  public int openConnections() {
    return open.size();
  }

  /** From now on nothing passes on connections there are; new ones pass. */
  public void freeze() {
    gate.freezeUpTo(connections.get());
  }

  /** From now on nothing passes on any connection, though new ones are made. */
  public void freezeAll() {
    gate.freezeUpTo(Integer.MAX_VALUE);
  }

  /** What was held back passes, and all that follows. */
  public void thaw() {
    gate.freezeUpTo(0);
  }

  /** Whatever passes from now on takes so much longer; zero for no delay. */
  public void delay(Duration each) {
    gate.delay(each);
  }

  /** So many bytes a second pass from now on, in each direction of each connection; 0: all. */
  public void throttle(int bytesASecond) {
    gate.throttle(bytesASecond);
  }

  /** Lets so many more bytes pass to clients; whichever connection has the next one is reset. */
  public void cutAfter(int bytes) {
    gate.cutAfter(bytes);
  }

  /** Resets every connection there is. */
  public void reset() {
    open.forEach(Pipe::reset);
  }

  /** Resets every connection there is, and refuses new ones until {@link #admit()}. */
  public void refuse() {
    shut();
    reset();
  }

  /** Takes connections again, at the same address. */
  public void admit() {
    door = open(port);
    listen();
  }

  private void shut() {
    try {
      door.close();
    } catch (IOException e) {
      // There is nothing left to close.
    }
    accepting.join(); // until then the system goes on taking connections
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

  private void accept(ServerSocket from) throws IOException {
    while (!from.isClosed()) {
      Socket client = from.accept();
      try {
        Socket target = new Socket(server.getHost(), server.getPort());
        new Pipe(connections.incrementAndGet(), client, target).start();
      } catch (IOException e) { // the server refuses, and so does its relay
        abort(client);
      }
    }
  }

  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already, which is what was wanted.
    }
  }

  /** One connection, in both directions. */
  private final class Pipe {
    private final int number;
    private final Socket client;
    private final Socket target;

    Pipe(int number, Socket client, Socket target) {
      this.number = number;
      this.client = client;
      this.target = target;
    }

    void start() {
      open.add(this);
      run("up", () -> copy(client, target, false));
      run("down", () -> copy(target, client, true));
    }

    private void copy(Socket from, Socket to, boolean down) throws IOException {
      byte[] buffer = new byte[16 * 1024];
      try {
        InputStream in = from.getInputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          gate.pass(number, read, client::isClosed);
          int most = down ? gate.untilCut(read) : read;
          to.getOutputStream().write(buffer, 0, most);
          if (most < read) {
            reset();
          }
        }
      } finally {
        from.close();
        to.close();
        open.remove(this);
      }
    }

    private void reset() {
      abort(client);
      abort(target);
      gate.look();
    }
  }

  @Override
  public void close() {
    shut();
    reset();
  }
}
