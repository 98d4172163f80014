package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.Soon;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.okhttp.OkHttpSettings;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the calls of a channel are spread, by each policy. */
class PoliciesTest {
  private static final int POD = GrpcPods.PORT;

  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  private ManagedChannel channel(String policy) {
    return pods.channel(pods.builder(GrpcPods.URI + "?lb=" + policy));
  }

  /** To each pod; whom the policy chooses is another matter. */
  private void awaitConnections() {
    Soon.until(() -> pods.pods.stream().allMatch(pod -> pod.open.get() == 1));
  }

  private static String keyed(ManagedChannel channel, String key) {
    return ClientCalls.blockingUnaryCall(
        channel, Echo.UNARY, CallOptions.DEFAULT.withOption(FairleadGrpc.KEY, key), "hello");
  }

  @Test
  void byRendezvousEqualKeysGoToTheSamePod() {
    pods.start(3);
    ManagedChannel one = channel("rendezvous");
    ManagedChannel other = channel("rendezvous");
    GrpcPods.awaitSpread(one, 3);
    GrpcPods.awaitSpread(other, 3);
    Map<String, String> chosen = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      chosen.put("customer-" + i, keyed(one, "customer-" + i));
    }

    assertThat(new HashSet<>(chosen.values())).hasSize(3);
    chosen.forEach(
        (key, pod) -> {
          assertThat(keyed(one, key)).isEqualTo(pod);
          assertThat(keyed(other, key)).isEqualTo(pod);
        });
  }

  @Test
  void byRendezvousOnlyTheKeysOfAPodThatLeftMove() {
    ManagedChannel channel = channel("rendezvous");
    pods.start(3);
    GrpcPods.awaitSpread(channel, 3);
    Map<String, String> before = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      before.put("customer-" + i, keyed(channel, "customer-" + i));
    }
    pods.endpoints.remove(0);
    pods.publish();
    Soon.until(() -> GrpcPods.answers(channel, 20).keySet().equals(Set.of("orders-1", "orders-2")));

    before.forEach(
        (key, pod) -> {
          if (!pod.equals("orders-0")) {
            assertThat(keyed(channel, key)).isEqualTo(pod);
          }
        });
  }

  @Test
  void byLeastRequestTheBusierPodIsLeftOut() {
    pods.start(2);
    ManagedChannel channel = channel("least_request");
    GrpcPods.awaitSpread(channel, 2);
    Reply busy = Reply.to(channel, Echo.UNARY, "wait");
    Soon.until(() -> pods.pods.stream().anyMatch(pod -> pod.waiting() == 1));
    GrpcPod free = pods.pods.stream().filter(pod -> pod.waiting() == 0).findFirst().orElseThrow();

    for (int i = 0; i < 20; i++) {
      Soon.until(() -> pods.inFlight() == 1);
      assertThat(Echo.call(channel, "hello")).isEqualTo(free.name);
    }
    pods.pods.forEach(GrpcPod::answerWaiting);
    assertThat(busy.status().isOk()).isTrue();
  }

  @Test
  void byChanceAllPodsAreCalled() {
    pods.start(3);
    ManagedChannel channel = channel("random");
    GrpcPods.awaitSpread(channel, 3);

    assertThat(GrpcPods.answers(channel, 300).values()).hasSize(3).allMatch(count -> count > 50);
  }

  @Test
  void byP2cAPodThatFailsIsAvoided() {
    pods.start(2);
    ManagedChannel channel = channel("p2c");
    GrpcPods.awaitSpread(channel, 2);
    GrpcPod failing = pods.pods.get(0);
    failing.fails = Status.UNAVAILABLE;
    int failed = 0;
    for (int i = 0; i < 100; i++) {
      failed += pods.inVain(channel) ? 1 : 0;
    }

    assertThat(failed).isLessThan(25);
    assertThat(report("orders-0").failureShare()).isPositive();
  }

  private EndpointReport report(String pod) {
    return pods.balancer().report().endpoints().stream()
        .filter(report -> String.valueOf(report.endpoint().pod()).contains(pod))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aServiceConfigMayNameThePolicy() {
    pods.start(2);
    Map<String, ?> config =
        Map.of("loadBalancingConfig", List.of(Map.of("fairlead", Map.of("policy", "rendezvous"))));
    ManagedChannel channel = pods.channel(pods.builder().defaultServiceConfig(config));
    GrpcPods.awaitSpread(channel, 2);
    String pod = keyed(channel, "customer-17");

    for (int i = 0; i < 20; i++) {
      assertThat(keyed(channel, "customer-17")).isEqualTo(pod);
    }
  }

  private void affinity(String affinity) {
    pods.kubernetes.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: orders, namespace: shop}
        spec:
          sessionAffinity: %s
          ports: [{name: grpc, port: %d, targetPort: %d, protocol: TCP}]
        """
            .formatted(affinity, POD, POD));
  }

  @Test
  void sessionAffinityStaysWithOnePodUntilItIsTakenAway() {
    affinity("ClientIP");
    pods.start(3);
    ManagedChannel channel = pods.channel();
    String pod = Echo.call(channel, "hello");
    awaitConnections();
    assertThat(GrpcPods.answers(channel, 30)).isEqualTo(Map.of(pod, 30));
    assertThat(pods.balancer().pick().endpoint().address())
        .as("another adapter stays with it too")
        .isEqualTo(
            pods.pods.stream()
                .filter(one -> one.name.equals(pod))
                .findFirst()
                .orElseThrow()
                .address());

    affinity("None");
    GrpcPods.awaitSpread(channel, 3);
    affinity("ClientIP");
    Soon.until(() -> GrpcPods.answers(channel, 10).size() == 1);
    assertThat(GrpcPods.answers(channel, 30)).hasSize(1);
  }

  /** By number, which is what OkHttp asks for. */
  @Test
  void whatOkHttpSeesGrpcKnows() throws IOException {
    Target numbered = Target.parse("orders.shop:" + POD);
    pods.start(2);
    ManagedChannel channel = pods.channel(pods.builder("k8s:///orders.shop:" + POD + "?lb=p2c"));
    GrpcPods.awaitSpread(channel, 2);
    GrpcPod failing = pods.pods.get(0);
    failing.fails = Status.UNAVAILABLE;
    OkHttpClient client = okHttp();
    for (int i = 0; i < 40; i++) {
      call(client);
    }
    failing.fails = null;
    Map<String, Integer> answers = GrpcPods.answers(channel, 20);

    EndpointReport report =
        pods.fairlead.loadBalancer(numbered).report().endpoints().stream()
            .filter(endpoint -> endpoint.endpoint().address().equals(failing.address()))
            .findFirst()
            .orElseThrow();
    assertThat(report.outcomes().get(Outcome.SERVER_FAILURE)).isGreaterThanOrEqualTo(20);
    assertThat(answers.getOrDefault("orders-0", 0)).isLessThanOrEqualTo(5);
  }

  private OkHttpClient okHttp() {
    OkHttpSettings byGrpcStatus =
        OkHttpSettings.DEFAULT.withClassifier(
            response ->
                "14".equals(response.header("grpc-status"))
                    ? Outcome.SERVER_FAILURE
                    : Outcome.SUCCESS);
    return FairleadOkHttp.install(
            new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)),
            pods.fairlead,
            byGrpcStatus)
        .build();
  }

  /** A unary gRPC call, by hand: a byte, the length, the message. */
  private static void call(OkHttpClient client) throws IOException {
    byte[] hello = {0, 0, 0, 0, 1, 'x'};
    Request request =
        new Request.Builder()
            .url("http://orders.shop:" + POD + "/" + Echo.UNARY.getFullMethodName())
            .header("te", "trailers")
            .post(RequestBody.create(hello, MediaType.get("application/grpc")))
            .build();
    try (Response response = client.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
      response.body().bytes();
    }
  }
}
