package dev.fairlead.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.fakes.ClosedPort;
import dev.fairlead.fakes.Soon;
import dev.fairlead.testkit.RecordedRequest;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels that go idle and come back, while the API server is asked nothing. */
class IdleChannelTest {
  private final GrpcPods pods = new GrpcPods();
  private final WatchedPolicy watched = new WatchedPolicy();

  @AfterEach
  void close() {
    pods.close();
    watched.close();
  }

  private List<String> lists() {
    return pods.kubernetes.requests().stream()
        .filter(request -> request.verb().equals("list") || request.verb().equals("get"))
        .map(RecordedRequest::toString)
        .toList();
  }

  private static void awaitIdle(ManagedChannel channel) {
    Soon.until(() -> channel.getState(false) == ConnectivityState.IDLE);
  }

  private ManagedChannel watchedChannel() {
    return pods.channel(pods.builder().defaultLoadBalancingPolicy(watched.getPolicyName()));
  }

  @Test
  void aChannelThatWasIdleComesBackWithoutAList() {
    ManagedChannel channel = pods.start(2).channel();
    GrpcPods.awaitSpread(channel, 2);
    List<String> before = lists();
    for (int i = 0; i < 5; i++) {
      channel.enterIdle();
      awaitIdle(channel);
      GrpcPods.awaitSpread(channel, 2);
    }

    assertThat(before).isNotEmpty();
    assertThat(lists()).isEqualTo(before);
  }

  @Test
  void oneThatNobodyUsesGoesIdleByItselfAndKeepsNoConnection() {
    pods.start(2);
    ManagedChannel channel = pods.channel(pods.builder().idleTimeout(1, SECONDS));
    GrpcPods.awaitSpread(channel, 2);
    List<String> before = lists();
    awaitIdle(channel);

    Soon.until(() -> pods.pods.stream().allMatch(pod -> pod.open.get() == 0));
    assertThat(GrpcPods.answers(channel, 1)).hasSize(1);
    assertThat(lists()).isEqualTo(before);
  }

  @Test
  void itComesBackWhileTheApiServerIsAway() {
    ManagedChannel channel = pods.start(2).channel();
    GrpcPods.awaitSpread(channel, 2);
    channel.enterIdle();
    awaitIdle(channel);
    pods.kubernetes.stop();

    GrpcPods.awaitSpread(channel, 2);
    assertThat(GrpcPods.answers(channel, 20)).isEqualTo(Map.of("orders-0", 10, "orders-1", 10));
  }

  @Test
  void aNewChannelToAKnownTargetWorksWhileTheApiServerIsAway() {
    pods.start(2);
    GrpcPods.awaitSpread(pods.channel(), 2);
    pods.kubernetes.stop();

    GrpcPods.awaitSpread(pods.channel(), 2);
  }

  @Test
  void whatChangedWhileItWasIdleIsKnownWhenItComesBack() {
    ManagedChannel channel = pods.start(2).channel();
    GrpcPods.awaitSpread(channel, 2);
    channel.enterIdle();
    awaitIdle(channel);
    pods.endpoints.remove(0);
    pods.publish();

    assertThat(GrpcPods.answers(channel, 10)).isEqualTo(Map.of("orders-1", 10));
  }

  @Test
  void callsUnderWayGoOnWhenItGoesIdle() {
    ManagedChannel channel = pods.start(1).channel();
    Reply running = Reply.to(channel, Echo.DOWN, "wait");
    Soon.until(() -> pods.pods.get(0).waiting() == 1);
    channel.enterIdle();
    assertThat(GrpcPods.answers(channel, 3)).isEqualTo(Map.of("orders-0", 3));
    pods.pods.get(0).answerWaiting();

    assertThat(running.status().isOk()).isTrue();
    Soon.until(() -> pods.inFlight() == 0);
  }

  @Test
  void podsThatCannotBeReachedMakeNobodyList() throws Exception {
    try (ClosedPort closed = new ClosedPort(pods.nextAddress())) {
      pods.endpoints.add(GrpcPods.endpoint(closed.address(), closed.port(), "refuses"));
      pods.start(1);
      ManagedChannel channel = watchedChannel();
      GrpcPods.awaitSpread(channel, 1);
      List<String> before = lists();
      int given = watched.given.size();
      for (int i = 0; i < 5; i++) {
        int refreshes = watched.refreshes.get();
        channel.resetConnectBackoff();
        Soon.until(() -> watched.refreshes.get() > refreshes);
      }

      assertThat(lists()).isEqualTo(before);
      assertThat(watched.given).hasSize(given);
      assertThat(watched.made).hasValue(1);
    }
  }
}
