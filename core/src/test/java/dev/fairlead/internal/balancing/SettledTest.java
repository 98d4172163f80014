package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** When a call would wait no more. */
class SettledTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(60);

  private long now = Duration.ofHours(-2).toNanos();

  private static TargetBalancer balancer(Duration wait, LongSupplier clock) {
    return new TargetBalancer(
        Balancers.ORDERS,
        Balancers.settings(BalancingPolicy.roundRobin(), wait),
        Balancers.hooks(clock),
        Balancers.HERE);
  }

  private static CompletableFuture<Void> settled(TargetBalancer balancer) {
    return balancer.settled().toCompletableFuture();
  }

  private static Resolution found() {
    return Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0")));
  }

  @Test
  void itCompletesWithTheFirstAnswer() {
    TargetBalancer balancer = balancer(LONG, () -> now);
    CompletableFuture<Void> settled = settled(balancer);
    balancer.resolved(
        new Resolution.Pending(Balancers.trouble(Trouble.Kind.UNREACHABLE, "not reached")));
    assertThat(settled).isNotDone();

    balancer.resolved(found());

    assertThat(settled).succeedsWithin(SOON);
  }

  @Test
  void aRefusalIsAnAnswerAndSoIsTheEnd() {
    TargetBalancer refused = balancer(LONG, () -> now);
    TargetBalancer ended = balancer(LONG, () -> now);
    CompletableFuture<Void> afterRefusal = settled(refused);
    CompletableFuture<Void> afterEnd = settled(ended);
    refused.resolved(
        new Resolution.Refused(Balancers.trouble(Trouble.Kind.FORBIDDEN, "forbidden")));
    ended.closed("the Fairlead was closed");

    assertThat(afterRefusal).succeedsWithin(SOON);
    assertThat(afterEnd).succeedsWithin(SOON);
  }

  @Test
  void itCompletesWhenTheWaitIsOver() {
    TargetBalancer balancer = balancer(Duration.ofMillis(30), System::nanoTime);

    assertThat(settled(balancer)).succeedsWithin(SOON);
    assertThat(balancer.ready().toCompletableFuture()).as("still unknown").isNotDone();
  }

  @Test
  void afterTheFirstAnswerItIsCompleteAtOnceForEveryCall() {
    TargetBalancer balancer = balancer(LONG, () -> now);
    balancer.resolved(found());

    for (int i = 0; i < 1_000; i++) {
      assertThat(settled(balancer)).isCompleted();
    }
  }

  @Test
  void afterTheWaitItIsCompleteAtOnceForEveryCall() {
    TargetBalancer balancer = balancer(LONG, () -> now);
    now += LONG.toNanos() - 1_000_000_000;
    assertThat(settled(balancer)).isNotDone();
    now += 1_000_000_000;

    for (int i = 0; i < 1_000; i++) {
      assertThat(settled(balancer)).isCompleted();
    }
  }

  @Test
  void whatHangsOnItRunsNeitherOnTheControlPlaneNorOnTheTimerOfTheJvm() {
    TargetBalancer answered = balancer(LONG, () -> now);
    TargetBalancer silent = balancer(Duration.ofMillis(30), System::nanoTime);
    CompletableFuture<Thread> afterAnswer =
        settled(answered).thenApply(nothing -> Thread.currentThread());
    CompletableFuture<String> afterWait =
        settled(silent).thenApply(nothing -> Thread.currentThread().getName());
    answered.resolved(found());

    assertThat(afterAnswer).succeedsWithin(SOON).isNotSameAs(Thread.currentThread());
    assertThat(afterWait)
        .succeedsWithin(SOON)
        .asString()
        .doesNotContainIgnoringCase("delayScheduler");
  }
}
