package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

/** Where the user has a socket factory, pods are called over its sockets. */
class UsersSocketsTest {

  /** Remembers what it made, each with its own type. */
  private static final class Users extends SocketFactory {
    private final Queue<Socket> made = new ConcurrentLinkedQueue<>();

    @Override
    public Socket createSocket() {
      Socket socket = new Socket();
      made.add(socket);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }

  private static void assertConnectedToPods(Pods pods, Users users) {
    assertThat(users.made)
        .extracting(Socket::getRemoteSocketAddress)
        .containsExactlyInAnyOrder(
            pods.servers.get(0).getSocketAddress(), pods.servers.get(1).getSocketAddress());
  }

  @Test
  void theyConnectToThePods() throws IOException {
    Users users = new Users();
    try (Pods pods = new Pods().start(2)) {
      OkHttpClient client = pods.client().socketFactory(users).build();
      assertThat(Calls.answers(client, Pods.URL, 6))
          .isEqualTo(Map.of("orders-0", 3, "orders-1", 3));
      assertConnectedToPods(pods, users);
    }
  }

  @Test
  void theyCarryTlsAndHttp2() throws IOException {
    Users users = new Users();
    Tls tls = new Tls(Pods.HOST);
    try (Pods pods = new Pods().start(2, tls)) {
      OkHttpClient client = tls.trust(pods.client()).socketFactory(users).build();
      assertThat(Calls.answers(client, "https://" + Pods.HOST + "/", 6))
          .isEqualTo(Map.of("orders-0", 3, "orders-1", 3));
      assertConnectedToPods(pods, users);
      assertThat(Pods.requests(pods.servers.get(0)))
          .allMatch(request -> request.getVersion().equals("HTTP/2"));
    }
  }

  @Test
  void theyCarryHttp2InClear() throws IOException {
    List<Protocol> h2c = List.of(Protocol.H2_PRIOR_KNOWLEDGE);
    Users users = new Users();
    try (Pods pods = new Pods().start(2, server -> server.setProtocols(h2c))) {
      OkHttpClient client = pods.client().protocols(h2c).socketFactory(users).build();
      assertThat(Calls.answers(client, Pods.URL, 6))
          .isEqualTo(Map.of("orders-0", 3, "orders-1", 3));
      assertConnectedToPods(pods, users);
    }
  }

  @Test
  void oneThatIsRefusedIsGoneRound() throws IOException {
    Users users = new Users();
    try (Pods pods = new Pods()) {
      pods.addClosed();
      pods.start(1);
      OkHttpClient client = pods.client().socketFactory(users).build();

      assertThat(Calls.answers(client, Pods.URL, 4)).isEqualTo(Map.of("orders-1", 4));
      assertThat(pods.outcomes()).containsKey(Outcome.CONNECT_FAILURE);
      assertThat(users.made).filteredOn(socket -> !socket.isClosed()).hasSize(1);
    }
  }

  @Test
  void everyMethodOfASocketIsPassedOn() {
    List<String> own =
        Arrays.stream(ForwardingSocket.class.getDeclaredMethods())
            .filter(method -> !method.isBridge())
            .map(UsersSocketsTest::signature)
            .toList();

    assertThat(Socket.class.getMethods())
        .filteredOn(method -> method.getDeclaringClass() == Socket.class)
        .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
        .extracting(UsersSocketsTest::signature)
        .isSubsetOf(own);
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
