package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.Soon;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which policy balances, and what becomes of the caller's service config. */
class ServiceConfigTest {
  /** Up to four tries of a call that ends with UNAVAILABLE. */
  private static final Map<String, ?> RETRIES =
      Map.of(
          "name",
          List.of(Map.of()),
          "retryPolicy",
          Map.of(
              "maxAttempts",
              4.0,
              "initialBackoff",
              "0.01s",
              "maxBackoff",
              "0.05s",
              "backoffMultiplier",
              1.0,
              "retryableStatusCodes",
              List.of("UNAVAILABLE")));

  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  /** Only the Fairlead is given; the rest is the resolver's. */
  private NettyChannelBuilder bare(String target) {
    return NettyChannelBuilder.forTarget(target)
        .usePlaintext()
        .setNameResolverArg(FairleadGrpc.FAIRLEAD, pods.fairlead);
  }

  private static Map<String, ?> balancing(String policy, Map<String, ?> config) {
    return Map.of("loadBalancingConfig", List.of(Map.of(policy, config)));
  }

  /** The pods are called in turn, by the policy of the Fairlead. */
  private void assertSpread(ManagedChannel channel) {
    GrpcPods.awaitSpread(channel, 3);
    assertThat(GrpcPods.answers(channel, 9))
        .isEqualTo(Map.of("orders-0", 3, "orders-1", 3, "orders-2", 3));
    assertThat(pods.outcomes()).containsKey(Outcome.SUCCESS);
  }

  /** Only one pod is called, and Fairlead does not know. */
  private void assertPickFirst(ManagedChannel channel) {
    assertThat(GrpcPods.answers(channel, 12)).hasSize(1);
    assertThat(pods.outcomes()).isEmpty();
  }

  @Test
  void aBareTargetNamesThePolicyItself() {
    assertSpread(pods.start(3).channel(bare(GrpcPods.URI)));
  }

  @Test
  void aBareTargetReplacesTheConfigOfTheChannel() {
    pods.start(1).pods.get(0).fails = Status.UNAVAILABLE;
    ManagedChannel channel =
        pods.channel(
            bare(GrpcPods.URI).defaultServiceConfig(Map.of("methodConfig", List.of(RETRIES))));

    assertThat(pods.inVain(channel)).isTrue();
    assertThat(pods.pods.get(0).calls).hasValue(1);
  }

  @Test
  void aBareTargetThatLeavesThePolicyToTheChannelKeepsItsConfig() {
    pods.start(1).pods.get(0).fails = Status.UNAVAILABLE;
    ManagedChannel channel =
        pods.channel(
            bare(GrpcPods.URI + "?lb=none")
                .defaultServiceConfig(Map.of("methodConfig", List.of(RETRIES))));

    assertThat(pods.inVain(channel)).isTrue();
    assertThat(pods.pods.get(0).calls).hasValue(4);
  }

  @Test
  void aBareTargetThatLeavesThePolicyToTheChannelGetsTheOneOfTheChannel() {
    pods.start(3);
    assertPickFirst(pods.channel(bare(GrpcPods.URI + "?lb=none")));
    assertSpread(
        pods.channel(bare(GrpcPods.URI + "?lb=none").defaultLoadBalancingPolicy("fairlead")));
  }

  @Test
  void aChannelThatTakesNoConfigFromResolversHasItsOwnPolicy() {
    pods.start(3);
    assertPickFirst(pods.channel(bare(GrpcPods.URI).disableServiceConfigLookUp()));
    assertSpread(pods.channel(pods.builder().disableServiceConfigLookUp()));
  }

  @Test
  void configureKeepsTheRetriesOfTheChannel() {
    GrpcPod failing = pods.start(2).pods.get(0);
    ManagedChannel channel =
        pods.channel(pods.builder().defaultServiceConfig(Map.of("methodConfig", List.of(RETRIES))));
    GrpcPods.awaitSpread(channel, 2); // or all attempts of a call go to the only one connected
    int before = failing.calls.get();
    failing.fails = Status.UNAVAILABLE;

    assertThat(GrpcPods.answers(channel, 20)).isEqualTo(Map.of("orders-1", 20));
    assertThat(failing.calls.get() - before).isGreaterThan(2);
    assertThat(pods.outcomes().get(Outcome.SERVER_FAILURE)).isEqualTo(failing.calls.get() - before);
  }

  @Test
  void aTryAgainMayGoToThePodThatFailed() {
    GrpcPod pod = pods.start(1, server -> server.intercept(new FailsTwice())).pods.get(0);
    ManagedChannel channel =
        pods.channel(pods.builder().defaultServiceConfig(Map.of("methodConfig", List.of(RETRIES))));

    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
    assertThat(pod.calls).hasValue(3);
    assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.SERVER_FAILURE, 2L, Outcome.SUCCESS, 1L));
  }

  @Test
  void configureLeavesThePolicyToAConfigThatNamesOne() {
    pods.start(3);
    assertPickFirst(
        pods.channel(pods.builder().defaultServiceConfig(balancing("pick_first", Map.of()))));
    assertSpread(
        pods.channel(pods.builder().defaultServiceConfig(balancing("fairlead", Map.of()))));
  }

  @Test
  void theConfigOfThePolicyWinsOverTheTargetAndTheTargetOverTheFairlead() {
    pods.start(2);
    String rendezvous = GrpcPods.URI + "?lb=rendezvous";
    ManagedChannel byKey = pods.channel(pods.builder(rendezvous));
    ManagedChannel inTurn =
        pods.channel(
            pods.builder(rendezvous)
                .defaultServiceConfig(balancing("fairlead", Map.of("policy", "round_robin"))));
    GrpcPods.awaitSpread(inTurn, 2);
    Map<String, Integer> even = Map.of("orders-0", 10, "orders-1", 10);

    assertThat(GrpcPods.answers(inTurn, 20)).isEqualTo(even);
    List<String> many = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
    Soon.until(() -> keys(byKey, many).size() == 2);
    List<String> one = List.of("a", "a", "a", "a", "a", "a");
    assertThat(keys(byKey, one)).hasSize(1);
    assertThat(keys(inTurn, one)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p2c", "least_request", "random", "round_robin", "rendezvous"})
  void theTargetNamesAPolicyOfFairlead(String name) {
    pods.start(2);
    ManagedChannel channel = pods.channel(bare(GrpcPods.URI + "?lb=" + name));

    Soon.until(() -> GrpcPods.answers(channel, 20).size() == 2);
    assertThat(pods.outcomes()).containsOnlyKeys(Outcome.SUCCESS);
  }

  /** To which pods the calls with these keys go. */
  private static Set<String> keys(ManagedChannel channel, List<String> keys) {
    Set<String> pods = new HashSet<>();
    for (String key : keys) {
      CallOptions options = CallOptions.DEFAULT.withOption(FairleadGrpc.KEY, key);
      pods.add(ClientCalls.blockingUnaryCall(channel, Echo.UNARY, options, "hello"));
    }
    return pods;
  }

  static List<Map<String, ?>> wrongConfigs() {
    return List.of(Map.of("policy", "fast"), Map.of("policy", 2.0), Map.of("policy", "none"));
  }

  @ParameterizedTest
  @MethodSource("wrongConfigs")
  void aPolicyThatIsNoneIsRefusedWithThoseThereAre(Map<String, ?> config) {
    assertThatThrownBy(
            () -> pods.channel(pods.builder().defaultServiceConfig(balancing("fairlead", config))))
        .hasMessageContaining(
            "The policy of fairlead is least_request, p2c, random, rendezvous or round_robin, not '"
                + config.get("policy")
                + "'");
  }

  @Test
  void aFieldThatIsNoneIsRefused() {
    assertThatThrownBy(
            () ->
                pods.channel(
                    pods.builder()
                        .defaultServiceConfig(balancing("fairlead", Map.of("choiceCount", 2.0)))))
        .hasMessageContaining("fairlead has no field 'choiceCount', only 'policy'");
  }

  private static final class FailsTwice implements ServerInterceptor {
    private final AtomicInteger left = new AtomicInteger(2);

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      if (left.getAndDecrement() <= 0) {
        return next.startCall(call, headers);
      }
      call.close(Status.UNAVAILABLE, new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
