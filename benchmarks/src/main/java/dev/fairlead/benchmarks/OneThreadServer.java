package dev.fairlead.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Any number of HTTP/1.1 servers on one thread, as light as they can be: every request, which must
 * have no body, gets the same few bytes, and connections are kept. Between two turns of the thread
 * no request is half answered.
 */
final class OneThreadServer implements Closeable {
  private static final int END_OF_HEADERS = 0x0D0A0D0A;

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer block = ByteBuffer.allocateDirect(8192);
  private volatile boolean closed;

  /** A server, and what it says; also attached to its listener. */
  private record Listener(ServerSocketChannel channel, ByteBuffer answer) {}

  /** A connection to a server, attached to its channel. */
  private static final class Connection {
    final Listener server;

    /** The last four bytes that were read. */
    int last;

    Connection(Listener server) {
      this.server = server;
    }
  }

  OneThreadServer() throws IOException {
    selector = Selector.open();
    Thread thread = new Thread(this::run, "one-thread-server");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * One more server.
   *
   * @param port 0 for any
   * @return what ends it, its connections included
   */
  Closeable listen(InetAddress address, int port, String body) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(address, port), 1_000);
    channel.configureBlocking(false);
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ";
    byte[] bytes = (head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    Listener listener =
        new Listener(channel, ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    channel.register(selector, SelectionKey.OP_ACCEPT, listener);
    selector.wakeup();
    return () -> soon(() -> end(listener));
  }

  /** How many connections are open, to all servers. */
  int connections() {
    int count = 0;
    for (SelectionKey key : selector.keys()) {
      count += key.isValid() && key.attachment() instanceof Connection ? 1 : 0;
    }
    return count;
  }

  private void soon(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void end(Listener listener) {
    for (SelectionKey key : selector.keys()) {
      Object attachment = key.attachment();
      if (attachment == listener
          || (attachment instanceof Connection connection && connection.server == listener)) {
        close(key.channel());
      }
    }
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(this::serve);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
      }
      for (SelectionKey key : selector.keys()) {
        close(key.channel());
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.attachment() instanceof Listener listener) {
        accept(listener);
      } else {
        answer((SocketChannel) key.channel(), (Connection) key.attachment());
      }
    } catch (IOException e) {
      close(key.channel()); // the client's choice
    }
  }

  private void accept(Listener listener) throws IOException {
    SocketChannel channel = listener.channel.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new Connection(listener));
    }
  }

  private void answer(SocketChannel channel, Connection connection) throws IOException {
    block.clear();
    if (channel.read(block) < 0) {
      channel.close();
      return;
    }
    block.flip();
    while (block.hasRemaining()) {
      connection.last = connection.last << 8 | block.get() & 0xFF;
      if (connection.last == END_OF_HEADERS) {
        ByteBuffer answer = connection.server.answer;
        answer.rewind();
        while (answer.hasRemaining()) { // one request at a time: there is room for its answer
          channel.write(answer);
        }
      }
    }
  }

  private static void close(SelectableChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }
}
