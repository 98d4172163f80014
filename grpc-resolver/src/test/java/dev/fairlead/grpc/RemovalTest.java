package dev.fairlead.grpc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Tier;
import dev.fairlead.fakes.Soon;
import dev.fairlead.testkit.SliceEndpoint;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints that leave, come back, and are not there. */
class RemovalTest {
  private static final CallOptions PATIENT = CallOptions.DEFAULT.withWaitForReady();

  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  private GrpcPod pod(int index) {
    return pods.pods.get(index);
  }

  private void awaitOnly(ManagedChannel channel, String pod) {
    Soon.until(() -> GrpcPods.answers(channel, 4).equals(Map.of(pod, 4)));
  }

  @Test
  void callsOfAPodThatLeavesGoOnAndNoNewOneComes() {
    ManagedChannel channel = pods.start(2).channel();
    GrpcPods.awaitSpread(channel, 2);
    List<Reply> running =
        List.of(
            Reply.to(channel, Echo.UNARY, "wait"),
            Reply.to(channel, Echo.UNARY, "wait"),
            Reply.to(channel, Echo.DOWN, "wait"),
            Reply.to(channel, Echo.DOWN, "wait"));
    Soon.until(() -> pod(0).waiting() == 2 && pod(1).waiting() == 2);
    pods.endpoints.remove(0);
    pods.publish();
    awaitOnly(channel, "orders-1");
    int calls = pod(0).calls.get();
    GrpcPods.answers(channel, 20);

    assertThat(pod(0).calls).hasValue(calls);
    assertThat(running).noneMatch(reply -> reply.end.isDone());
    pod(0).answerWaiting();
    pod(1).answerWaiting();
    assertThat(running).extracting(Reply::code).containsOnly(Status.Code.OK);
    assertThat(pods.outcomes()).containsOnlyKeys(Outcome.SUCCESS);
    Soon.until(() -> pod(0).open.get() == 0);
    assertThat(pod(1).connected).hasValue(1);
  }

  @Test
  void callsOfAPodThatLeftGoOnForAsLongAsTheyTake() {
    ManagedChannel channel = pods.start(1).channel();
    Reply running = Reply.to(channel, Echo.DOWN, "wait");
    Soon.until(() -> pod(0).waiting() == 1);
    pods.add(server -> server);
    pods.endpoints.remove(0);
    pods.publish();
    awaitOnly(channel, "orders-1");
    // An idle connection beside it is closed after a while; a call keeps its own.
    GrpcPod third = pods.add(server -> server);
    pods.publish();
    GrpcPods.awaitSpread(channel, 2);
    pods.endpoints.remove(1);
    pods.publish();
    Soon.until(() -> third.open.get() == 0);

    assertThat(pod(0).open).hasValue(1);
    assertThat(running.end).isNotDone();
    pod(0).answerWaiting();
    assertThat(running.code()).isEqualTo(Status.Code.OK);
    assertThat(running.messages).hasSize(2);
    Soon.until(() -> pod(0).open.get() == 0);
  }

  @Test
  void oneThatLeftAndComesBackIsCalledAgain() {
    ManagedChannel channel = pods.start(2).channel();
    GrpcPods.awaitSpread(channel, 2);
    for (int i = 0; i < 3; i++) {
      SliceEndpoint left = pods.endpoints.remove(0);
      pods.publish();
      awaitOnly(channel, "orders-1");
      pods.endpoints.add(0, left);
      pods.publish();
      GrpcPods.awaitSpread(channel, 2);
    }

    assertThat(GrpcPods.answers(channel, 20)).isEqualTo(Map.of("orders-0", 10, "orders-1", 10));
    assertThat(pod(0).connected).hasValue(4);
    assertThat(pod(1).connected).hasValue(1);
    assertThat(pods.outcomes()).containsOnlyKeys(Outcome.SUCCESS);
  }

  @Test
  void aNewPodAtAnOldAddressIsAnotherConnection() {
    ManagedChannel channel = pods.start(1).channel();
    GrpcPods.answers(channel, 5);
    SliceEndpoint old = pods.endpoints.get(0);
    pods.endpoints.set(0, old.withUid("another"));
    pods.publish();

    Soon.until(
        () -> {
          GrpcPods.answers(channel, 1);
          return pod(0).connected.get() == 2;
        });
    Soon.until(() -> pod(0).open.get() == 1);
    assertThat(pods.outcomes()).containsOnlyKeys(Outcome.SUCCESS);
    assertThat(pods.inVain(channel)).isFalse();
  }

  @Test
  void anEndpointThatOnlyChangesKeepsItsConnection() {
    ManagedChannel channel = pods.start(1).channel();
    GrpcPods.answers(channel, 5);
    SliceEndpoint old = pods.endpoints.get(0);
    becomes(old.withHints(List.of("zone-a"), List.of()), Tier.ZONE_HINT);
    GrpcPods.answers(channel, 5);
    becomes(old.withHints(List.of("zone-b"), List.of()), Tier.CLUSTER);
    GrpcPods.answers(channel, 5);
    becomes(old.terminating(true), Tier.CLUSTER_TERMINATING);
    pods.add(server -> server);
    pods.endpoints.set(1, pods.endpoints.get(1).terminating(true));
    pods.publish();
    GrpcPods.awaitSpread(channel, 2);

    assertThat(pod(0).connected).hasValue(1);
    assertThat(pod(0).open).hasValue(1);
  }

  /** The one endpoint changes, and Fairlead knows. */
  private void becomes(SliceEndpoint endpoint, Tier tier) {
    pods.endpoints.set(0, endpoint);
    pods.publish();
    Soon.until(
        () ->
            pods.balancer().selection() instanceof Selection.Eligible eligible
                && eligible.tier() == tier);
  }

  @Test
  void withNothingLocalACallFailsAtOnceAndSaysWhere() {
    pods.kubernetes
        .service("shop", "orders")
        .port("grpc", GrpcPods.PORT)
        .internalTrafficPolicy("Local")
        .apply();
    pods.start(1);
    ManagedChannel channel = pods.channel();
    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
    GrpcPod pod = pod(0);
    pods.endpoints.clear();
    for (int i = 0; i < 3; i++) {
      pods.endpoints.add(
          SliceEndpoint.of(pods.nextAddress(), "node-7", "zone-a", "far-" + i)
              .withPort("grpc", pod.port()));
    }
    pods.kubernetes.endpoints("shop", "orders", pods.endpoints);

    Soon.until(() -> pods.inVain(channel));
    Status status = Reply.to(channel, Echo.UNARY, "hello").status();
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status.getDescription()).contains("orders.shop:grpc", "node-0", "3 ready elsewhere");
    Soon.until(() -> pod.open.get() == 0);
  }

  @Test
  void scaledToZeroACallFailsAndOneThatWaitsSucceedsWhenAPodComes() {
    ManagedChannel channel = pods.start(1).channel();
    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
    pods.endpoints.clear();
    pods.publish();
    Soon.until(() -> pods.inVain(channel));
    Reply impatient = Reply.to(channel, Echo.UNARY, "hello");
    Reply unary = Reply.to(channel, Echo.UNARY, PATIENT, "hello");
    Reply stream = Reply.to(channel, Echo.DOWN, PATIENT, "hello");

    assertThat(impatient.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(impatient.status().getDescription()).contains("orders.shop:grpc");
    assertThat(unary.end).isNotDone();
    pods.start(1);
    assertThat(unary.code()).isEqualTo(Status.Code.OK);
    assertThat(stream.code()).isEqualTo(Status.Code.OK);
    assertThat(unary.messages).containsExactly("orders-1");
    assertThat(pods.inFlight()).isZero();
  }

  @Test
  void whoWaitsForAPodWaitsNoLongerThanItsDeadline() {
    ManagedChannel channel = pods.channel();
    pods.kubernetes.endpoints("shop", "orders", List.of());
    Soon.until(() -> pods.inVain(channel));
    Reply reply =
        Reply.to(channel, Echo.UNARY, PATIENT.withDeadlineAfter(100, MILLISECONDS), "hello");

    assertThat(reply.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(pods.outcomes()).as("no pod had part in it").isEmpty();
  }
}
