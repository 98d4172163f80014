package dev.fairlead.grpc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.Soon;
import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each call tells of its endpoint. */
class CallsTest {
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  /** So many at a time. */
  private static final int ENOUGH = 30;

  private static final long BRIEF_MILLIS = 5_000;

  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  private GrpcPod pod() {
    return pods.pods.get(0);
  }

  private EndpointReport report() {
    return pods.balancer().report().endpoints().get(0);
  }

  private void awaitInFlight(int count) {
    Soon.asserted(() -> assertThat(pods.inFlight()).isEqualTo(count));
  }

  /** The count of an outcome comes last when a call ends. */
  private void awaitEnded(Map<Outcome, Long> outcomes) {
    Soon.asserted(() -> assertThat(pods.outcomes()).isEqualTo(outcomes));
    awaitInFlight(0);
  }

  private long ended() {
    return pods.outcomes().values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void eachKindOfCallIsOneSuccess() {
    ManagedChannel channel = pods.start(1).channel();
    List<MethodDescriptor<String, String>> kinds =
        List.of(Echo.UNARY, Echo.UP, Echo.DOWN, Echo.BOTH);
    for (MethodDescriptor<String, String> kind : kinds) {
      assertThat(Reply.to(channel, kind, "hello").code()).isEqualTo(Status.Code.OK);
    }

    awaitEnded(Map.of(Outcome.SUCCESS, 4L));
  }

  @Test
  void aCallIsInFlightFromItsBeginningToItsEnd() {
    ManagedChannel channel = pods.start(1).channel();
    Reply waiting = Reply.to(channel, Echo.UNARY, "wait");
    Reply up = Reply.begin(channel, Echo.UP, CallOptions.DEFAULT);
    Reply both = Reply.begin(channel, Echo.BOTH, CallOptions.DEFAULT);
    both.send("one");
    awaitInFlight(3);
    Soon.until(() -> pod().waiting() == 1);
    assertThat(pods.outcomes()).isEmpty();

    pod().answerWaiting();
    assertThat(waiting.code()).isEqualTo(Status.Code.OK);
    awaitInFlight(2);
    up.halfClose();
    both.halfClose();
    assertThat(up.code()).isEqualTo(Status.Code.OK);
    assertThat(both.code()).isEqualTo(Status.Code.OK);
    awaitEnded(Map.of(Outcome.SUCCESS, 3L));
  }

  @Test
  void cancelledCallsOfEachKindAreCancelled() {
    ManagedChannel channel = pods.start(1).channel();
    List<Reply> calls =
        List.of(
            Reply.to(channel, Echo.UNARY, "wait"),
            Reply.to(channel, Echo.DOWN, "wait"),
            Reply.begin(channel, Echo.UP, CallOptions.DEFAULT),
            Reply.begin(channel, Echo.BOTH, CallOptions.DEFAULT));
    awaitInFlight(4);
    calls.forEach(Reply::cancel);

    assertThat(calls).extracting(Reply::code).containsOnly(Status.Code.CANCELLED);
    awaitEnded(Map.of(Outcome.CANCELLED, 4L));
    assertThat(report().failureShare()).isZero();
  }

  /** Enough for a call to reach its pod, however busy this machine is. */
  private static CallOptions brief() {
    return CallOptions.DEFAULT.withDeadlineAfter(BRIEF_MILLIS, MILLISECONDS);
  }

  /** Client and server look at the clock: now this one ends the call and now that one. */
  @Test
  void aDeadlineThatPassesIsATimeout() {
    ManagedChannel channel = pods.start(1).channel();
    Echo.call(channel, "hello");
    List<Reply> calls = new ArrayList<>();
    for (int i = 0; i < ENOUGH; i++) {
      calls.add(Reply.to(channel, Echo.UNARY, brief(), "wait"));
      calls.add(Reply.to(channel, Echo.DOWN, brief(), "wait"));
    }

    assertThat(calls).extracting(Reply::code).containsOnly(Status.Code.DEADLINE_EXCEEDED);
    awaitEnded(Map.of(Outcome.SUCCESS, 1L, Outcome.TIMEOUT, 2L * ENOUGH));
  }

  @Test
  void theDeadlineOfTheContextIsOneToo() throws Exception {
    ManagedChannel channel = pods.start(1).channel();
    Echo.call(channel, "hello");
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (Context.CancellableContext context =
        Context.current().withDeadlineAfter(BRIEF_MILLIS, MILLISECONDS, timer)) {
      List<Reply> calls = new ArrayList<>();
      for (int i = 0; i < ENOUGH; i++) {
        calls.add(context.call(() -> Reply.to(channel, Echo.UNARY, "wait")));
      }
      assertThat(calls).extracting(Reply::code).containsOnly(Status.Code.DEADLINE_EXCEEDED);
    } finally {
      timer.shutdownNow();
    }
    awaitEnded(Map.of(Outcome.SUCCESS, 1L, Outcome.TIMEOUT, (long) ENOUGH));
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, SERVER_FAILURE",
    "INTERNAL, SERVER_FAILURE",
    "UNKNOWN, SERVER_FAILURE",
    "DATA_LOSS, SERVER_FAILURE",
    "DEADLINE_EXCEEDED, TIMEOUT",
    "RESOURCE_EXHAUSTED, RATE_LIMITED",
    "CANCELLED, CANCELLED",
    "NOT_FOUND, SUCCESS",
    "INVALID_ARGUMENT, SUCCESS",
    "FAILED_PRECONDITION, SUCCESS",
    "ABORTED, SUCCESS",
    "UNIMPLEMENTED, SUCCESS",
    "PERMISSION_DENIED, SUCCESS",
    "UNAUTHENTICATED, SUCCESS",
  })
  void aStatusSaysHowThePodIs(Status.Code code, Outcome outcome) {
    ManagedChannel channel = pods.start(1).channel();
    pod().fails = Status.fromCode(code);

    assertThat(Reply.to(channel, Echo.UNARY, "hello").code()).isEqualTo(code);
    assertThat(Reply.to(channel, Echo.DOWN, "hello").code()).isEqualTo(code);
    awaitEnded(Map.of(outcome, 2L));
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, 1000, RATE_LIMITED",
    "RESOURCE_EXHAUSTED, -1, RATE_LIMITED",
    "NOT_FOUND, 1000, SUCCESS"
  })
  void aServerThatSaysWhenToComeAgainIsAskedTooMuch(
      Status.Code code, String millis, Outcome outcome) {
    ManagedChannel channel = pods.start(1).channel();
    pod().trailers.put(PUSHBACK, millis);
    pod().fails = Status.fromCode(code);

    assertThat(Reply.to(channel, Echo.UNARY, "hello").code()).isEqualTo(code);
    awaitEnded(Map.of(outcome, 1L));
  }

  @Test
  void aPodThatDiesFailsItsCalls() {
    ManagedChannel channel = pods.start(1).channel();
    Reply unary = Reply.to(channel, Echo.UNARY, "wait");
    Reply stream = Reply.to(channel, Echo.DOWN, "wait");
    Soon.until(() -> pod().waiting() == 2);
    pod().server.shutdownNow();

    assertThat(unary.code()).isIn(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);
    assertThat(stream.code()).isIn(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);
    Soon.asserted(() -> assertThat(ended()).isEqualTo(2));
    awaitInFlight(0);
  }

  @Test
  void eachAttemptOfARetriedCallCounts() {
    pods.start(2);
    ManagedChannel channel = pods.channel(pods.builder().defaultServiceConfig(twoAttempts()));
    GrpcPods.awaitSpread(channel, 2);
    Map<Outcome, Long> before = pods.outcomes();
    pod().fails = Status.UNAVAILABLE;
    GrpcPods.answers(channel, 2);

    awaitInFlight(0);
    assertThat(pods.outcomes().get(Outcome.SERVER_FAILURE)).isPositive();
    assertThat(pods.outcomes().get(Outcome.SUCCESS))
        .isEqualTo(before.getOrDefault(Outcome.SUCCESS, 0L) + 2);
  }

  private static Map<String, ?> twoAttempts() {
    Map<String, Object> retry = new HashMap<>();
    retry.put("maxAttempts", 2.0);
    retry.put("initialBackoff", "0.001s");
    retry.put("maxBackoff", "0.001s");
    retry.put("backoffMultiplier", 1.0);
    retry.put("retryableStatusCodes", List.of("UNAVAILABLE"));
    return Map.of("methodConfig", List.of(Map.of("name", List.of(Map.of()), "retryPolicy", retry)));
  }
}
