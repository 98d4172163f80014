package dev.fairlead.grpc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.fakes.Soon;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import dev.fairlead.testkit.SliceEndpoint;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls of all kinds while pods come and go, die and return, and the channel goes idle, in an order
 * by chance: at the end every call has ended, and every pick too.
 */
class InFlightFuzzIT {
  private static final int PODS = 5;
  private static final int STEPS = 600;
  private static final List<MethodDescriptor<String, String>> KINDS =
      List.of(Echo.UNARY, Echo.UP, Echo.DOWN, Echo.BOTH);

  private final Queue<Candidate> seen = new ConcurrentLinkedQueue<>();
  private final GrpcPods pods = new GrpcPods(settings -> settings.policy(this::newPicker));
  private final List<Reply> calls = new ArrayList<>();

  @AfterEach
  void close() {
    pods.close();
  }

  /** All that ever was there, also of pods that are gone. */
  private Picker newPicker(List<? extends Candidate> candidates) {
    seen.addAll(candidates);
    return BalancingPolicy.roundRobin().newPicker(candidates);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverHappensEachPickEnds(long seed) {
    Random random = new Random(seed);
    ManagedChannel channel = pods.start(PODS).channel();
    GrpcPods.awaitSpread(channel, PODS);
    for (int i = 0; i < STEPS; i++) {
      step(random, channel);
    }
    long alive = calls.stream().filter(reply -> !reply.end.isDone()).count();
    calls.forEach(Reply::cancel);

    Soon.asserted(() -> assertThat(calls).allMatch(reply -> reply.end.isDone()));
    Soon.asserted(() -> assertThat(seen).allMatch(candidate -> candidate.inFlight() == 0));
    assertThat(pods.inFlight()).isZero();
    assertThat(alive).as("calls that the end of the test ended").isPositive();
    assertThat(calls.stream().map(reply -> reply.end.join().getCode()).distinct())
        .as("ways to end")
        .hasSizeGreaterThanOrEqualTo(3);
  }

  private void step(Random random, ManagedChannel channel) {
    int chance = random.nextInt(100);
    if (chance < 60) {
      begin(random, channel);
    } else if (chance < 80) {
      cancelOne(random);
    } else if (chance < 88) {
      pods.pods.get(random.nextInt(pods.pods.size())).answerWaiting();
    } else if (chance < 96) {
      comesOrGoes(random);
    } else if (chance < 99) {
      restart(random);
    } else {
      channel.enterIdle();
    }
  }

  private void begin(Random random, ManagedChannel channel) {
    MethodDescriptor<String, String> kind = KINDS.get(random.nextInt(KINDS.size()));
    CallOptions options = CallOptions.DEFAULT;
    if (random.nextInt(3) == 0) {
      options = options.withDeadlineAfter(random.nextInt(50), MILLISECONDS);
    }
    if (random.nextInt(4) == 0) {
      options = options.withWaitForReady();
    }
    boolean open = random.nextInt(3) == 0 && (kind == Echo.UP || kind == Echo.BOTH);
    String text = random.nextBoolean() ? "wait" : "hello";
    if (open) {
      Reply reply = Reply.begin(channel, kind, options);
      reply.send(text);
      calls.add(reply);
    } else {
      calls.add(Reply.to(channel, kind, options, text));
    }
  }

  private void cancelOne(Random random) {
    if (!calls.isEmpty()) {
      calls.get(random.nextInt(calls.size())).cancel();
    }
  }

  private void comesOrGoes(Random random) {
    int index = random.nextInt(PODS);
    GrpcPod pod = pods.pods.get(index);
    String address = "\"" + pod.address() + "\"";
    boolean gone = pods.endpoints.removeIf(known -> known.toString().contains(address));
    if (!gone) {
      String uid = random.nextBoolean() ? "uid-" + pod.name : "uid-" + random.nextInt();
      SliceEndpoint endpoint = GrpcPods.endpoint(pod.address(), pod.port(), pod.name);
      pods.endpoints.add(endpoint.withUid(uid));
    }
    pods.kubernetes.endpoints("shop", "orders", List.copyOf(pods.endpoints));
  }

  /** Goes away with a word or without, and another one listens there. */
  private void restart(Random random) {
    int index = random.nextInt(PODS);
    GrpcPod old = pods.pods.get(index);
    InetSocketAddress address = new InetSocketAddress(old.address(), old.port());
    if (random.nextBoolean()) {
      old.server.shutdown();
    } else {
      old.server.shutdownNow();
    }
    Soon.until(() -> Ports.isFree(address));
    GrpcPod fresh = pods.server(old.name, address);
    pods.pods.remove(fresh);
    pods.pods.set(index, fresh);
    pods.pods.add(old); // closed with the others
  }
}
