package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.ClosedPort;
import dev.fairlead.fakes.SilentPort;
import dev.fairlead.fakes.Soon;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pods that cannot be reached, and many at once. */
class ConnectionsTest {
  private static final int MANY = 200;

  private final GrpcPods pods = new GrpcPods();
  private final WatchedPolicy watched = new WatchedPolicy();

  @AfterEach
  void close() {
    pods.close();
    watched.close();
  }

  private ManagedChannel channel() {
    return pods.channel(pods.builder().defaultLoadBalancingPolicy(watched.getPolicyName()));
  }

  @Test
  void aPodThatRefusesConnectionsGetsNoCallAndHoldsNobodyUp() throws IOException {
    try (ClosedPort closed = new ClosedPort(pods.nextAddress())) {
      pods.endpoints.add(GrpcPods.endpoint(closed.address(), closed.port(), "refuses"));
      ManagedChannel channel = pods.start(2).channel();
      GrpcPods.awaitSpread(channel, 2);

      assertThat(GrpcPods.answers(channel, 30)).isEqualTo(Map.of("orders-0", 15, "orders-1", 15));
      assertThat(pods.outcomes()).containsOnlyKeys(Outcome.SUCCESS);
    }
  }

  @Test
  void aPodThatIsSilentGetsNoCallAndHoldsNobodyUp() throws IOException {
    try (SilentPort silent = new SilentPort(pods.nextAddress())) {
      pods.endpoints.add(GrpcPods.endpoint(silent.address(), silent.port(), "silent"));
      ManagedChannel channel = pods.start(2).channel();
      GrpcPods.awaitSpread(channel, 2);

      assertThat(GrpcPods.answers(channel, 30)).isEqualTo(Map.of("orders-0", 15, "orders-1", 15));
      assertThat(pods.outcomes()).containsOnlyKeys(Outcome.SUCCESS);
    }
  }

  /** More of them than may connect at one time. */
  @Test
  void silentPodsDoNotHoldUpTheConnectionToTheOneThatAnswers() throws IOException {
    try (Mute mute = new Mute()) {
      for (int i = 1; i <= 3 * ConnectQueue.MOST; i++) {
        pods.endpoints.add(GrpcPods.endpoint("127.0.10." + i, mute.port(), "mute-" + i));
      }
      ManagedChannel channel = pods.start(1).channel();

      assertThat(GrpcPods.answers(channel, 10)).isEqualTo(Map.of("orders-0", 10));
    }
  }

  /** Each place is given up after 250 ms at the earliest, so that many times as many come. */
  @Test
  void noMoreThanSomeHandshakesAreUnderWayAtOnce() throws IOException {
    try (Mute mute = new Mute()) {
      for (int i = 1; i <= MANY; i++) {
        pods.endpoints.add(GrpcPods.endpoint("127.0.10." + i, mute.port(), "mute-" + i));
      }
      pods.publish();
      long begin = System.nanoTime();
      channel().getState(true);
      Soon.until(() -> mute.accepted() > 2 * ConnectQueue.MOST);
      int connected = mute.accepted();
      long times = 1 + (System.nanoTime() - begin) / 250_000_000;

      assertThat(connected).isLessThanOrEqualTo((int) (times * ConnectQueue.MOST));
    }
  }

  @Test
  void oneThatFailedCountsAsFailedUntilItIsReady() throws IOException {
    try (ClosedPort closed = new ClosedPort(pods.nextAddress())) {
      pods.endpoints.add(GrpcPods.endpoint(closed.address(), closed.port(), "refuses"));
      pods.publish();
      ManagedChannel channel = channel();
      Soon.until(() -> pods.inVain(channel));
      int before = watched.states.size();
      for (int i = 0; i < 5; i++) {
        int refreshes = watched.refreshes.get();
        channel.resetConnectBackoff();
        Soon.until(() -> watched.refreshes.get() > refreshes);
        assertThat(pods.inVain(channel)).isTrue();
      }

      assertThat(watched.states.subList(before, watched.states.size()))
          .containsOnly(ConnectivityState.TRANSIENT_FAILURE);
    }
  }

  @Test
  void whenAllFailACallSaysWhyAndOneThatIsBackIsFound() {
    GrpcPod pod = pods.start(1).pods.get(0);
    ManagedChannel channel = pods.channel();
    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
    InetSocketAddress address = (InetSocketAddress) pod.server.getListenSockets().get(0);
    pod.close();
    Soon.until(() -> channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE);
    channel.resetConnectBackoff(); // a connection made as it ended fails in other ways
    Soon.asserted(
        () -> {
          Status status = Reply.to(channel, Echo.UNARY, "hello").status();
          assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
          assertThat(status.getCause()).isInstanceOf(ConnectException.class);
        });
    pods.server("back", address);
    channel.resetConnectBackoff();
    Soon.until(() -> !pods.inVain(channel));
    assertThat(Echo.call(channel, "hello")).isEqualTo("back");
  }

  /** One at once, one for those that left, and at most one in 10 ms beside them. */
  @Test
  void manyConnectionsMakeFewPickers() {
    GrpcPod everybody = GrpcPod.throughout("127.0.10", MANY);
    pods.pods.add(everybody);
    int port = everybody.port();
    for (int i = 1; i <= MANY; i++) {
      pods.endpoints.add(GrpcPods.endpoint("127.0.10." + i, port, "pod-" + i));
    }
    pods.publish();
    ManagedChannel channel = channel();
    long begin = System.nanoTime();
    assertThat(Echo.call(channel, "hello")).isEqualTo("everybody");
    Soon.until(() -> pods.pods.get(0).open.get() == MANY);
    for (int i = 0; i < MANY; i++) {
      Echo.call(channel, "hello");
    }
    int pickers = watched.states.size();
    long tens = (System.nanoTime() - begin) / 10_000_000;

    assertThat((long) pickers).isLessThanOrEqualTo(4 + tens);
    assertThat(watched.states).contains(ConnectivityState.READY);
    Soon.asserted(
        () -> {
          GrpcPods.answers(channel, MANY);
          assertThat(pods.balancer().report().endpoints())
              .allMatch(endpoint -> endpoint.outcomes().getOrDefault(Outcome.SUCCESS, 0L) > 0);
        });
  }

  /** A listener at 127.0.10.1 to {@link #MANY} that takes connections and says nothing. */
  private static final class Mute implements AutoCloseable {
    private final List<ServerSocketChannel> listeners = new ArrayList<>();
    private final List<SocketChannel> accepted = new ArrayList<>();

    Mute() throws IOException {
      for (int i = 1; i <= MANY; i++) {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress("127.0.10." + i, i == 1 ? 0 : port()));
        listener.configureBlocking(false);
        listeners.add(listener);
      }
    }

    int port() throws IOException {
      return ((InetSocketAddress) listeners.get(0).getLocalAddress()).getPort();
    }

    /** How many connections came so far; the system made them when they came. */
    int accepted() throws IOException {
      for (ServerSocketChannel listener : listeners) {
        for (SocketChannel one = listener.accept(); one != null; one = listener.accept()) {
          accepted.add(one);
        }
      }
      return accepted.size();
    }

    @Override
    public void close() throws IOException {
      for (ServerSocketChannel listener : listeners) {
        listener.close();
      }
      for (SocketChannel socket : accepted) {
        socket.close();
      }
    }
  }

  @Test
  void aPodThatGoesAwayAndComesBackKeepsTheOthersBusy() {
    pods.start(2);
    ManagedChannel channel = pods.channel();
    GrpcPods.awaitSpread(channel, 2);
    GrpcPod first = pods.pods.get(0);
    InetSocketAddress address = (InetSocketAddress) first.server.getListenSockets().get(0);
    first.close();
    GrpcPods.awaitOnlyWhileOthersEnd(channel, "orders-1");
    pods.server("orders-0", address);
    channel.resetConnectBackoff();

    GrpcPods.awaitSpread(channel, 2);
  }
}
