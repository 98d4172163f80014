package dev.fairlead.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In front of a server that sends back what it gets. */
class RelayTest {
  private static final int SHORT_MILLIS = 50;
  private static final int LONG_MILLIS = 10_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket server = open();
  private final Relay relay = new Relay(URI.create("http://127.0.0.1:" + server.getLocalPort()));

  private ServerSocket open() {
    try {
      ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      threads.execute(() -> serve(door));
      return door;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void serve(ServerSocket door) {
    try {
      while (true) {
        Socket client = door.accept();
        threads.execute(() -> echo(client));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // the relay has reset it
    }
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
    server.close();
    threads.shutdown();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.uri().getPort());
    socket.setSoTimeout(LONG_MILLIS);
    return socket;
  }

  private static void send(Socket socket, int bytes) throws IOException {
    socket.getOutputStream().write(new byte[bytes]);
  }

  private static int receive(Socket socket, int bytes) throws IOException {
    return socket.getInputStream().readNBytes(bytes).length;
  }

  private static void assertNothingComes(Socket socket) throws IOException {
    socket.setSoTimeout(SHORT_MILLIS);
    assertThatThrownBy(() -> receive(socket, 1)).isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(LONG_MILLIS);
  }

  @Test
  void whatIsFrozenComesWhenItThaws() throws IOException {
    try (Socket old = connect()) {
      send(old, 1);
      assertThat(receive(old, 1)).isEqualTo(1);
      relay.freeze();
      send(old, 2);
      assertNothingComes(old);
      try (Socket fresh = connect()) {
        send(fresh, 3);
        assertThat(receive(fresh, 3)).as("another connection").isEqualTo(3);
        relay.freezeAll();
        send(fresh, 3);
        assertNothingComes(fresh);
      }
      relay.thaw();
      assertThat(receive(old, 2)).isEqualTo(2);
    }
  }

  @Test
  void aCutComesAfterSoManyBytes() throws IOException {
    try (Socket socket = connect()) {
      send(socket, 10);
      assertThat(receive(socket, 10)).isEqualTo(10);
      relay.cutAfter(5);
      send(socket, 10);
      assertThatThrownBy(() -> receive(socket, 6)).isInstanceOf(SocketException.class);
    }
    try (Socket socket = connect()) {
      send(socket, 100);
      assertThat(receive(socket, 100)).as("once only").isEqualTo(100);
    }
  }

  @Test
  void delayAndThrottleTakeTheirTime() throws IOException {
    try (Socket socket = connect()) {
      relay.delay(Duration.ofMillis(SHORT_MILLIS));
      long begin = System.nanoTime();
      send(socket, 1);
      assertThat(receive(socket, 1)).isEqualTo(1);
      assertThat(System.nanoTime() - begin).isGreaterThan(2 * SHORT_MILLIS * 1_000_000L);

      relay.delay(Duration.ZERO);
      relay.throttle(10_000);
      begin = System.nanoTime();
      send(socket, 500);
      assertThat(receive(socket, 500)).isEqualTo(500);
      assertThat(System.nanoTime() - begin).isGreaterThan(2 * SHORT_MILLIS * 1_000_000L);
    }
  }

  @Test
  void itRefusesUntilItAdmits() throws IOException {
    try (Socket socket = connect()) {
      send(socket, 1);
      assertThat(receive(socket, 1)).isEqualTo(1);
      relay.refuse();
      assertThatThrownBy(() -> receive(socket, 1)).isInstanceOf(SocketException.class);
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }
    relay.admit();
    try (Socket socket = connect()) {
      send(socket, 1);
      assertThat(receive(socket, 1)).isEqualTo(1);
      Soon.until(() -> relay.openConnections() == 1); // the former one may take its time to end
    }
    Soon.until(() -> relay.openConnections() == 0);
    assertThat(relay.connections()).isEqualTo(2);
  }
}
