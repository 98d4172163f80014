package dev.fairlead.internal.balancing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.Health;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SlowStart;
import dev.fairlead.spi.ConnectionPicker;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How an endpoint that was left out is used again, and how it is not. */
class ProbingTest {
  private final HealthFixture four =
      new HealthFixture(HealthSettings.DEFAULT.with(SlowStart.OFF)).pods(4);

  private void podTwoIsLeftOut() {
    four.calls(20, 2, Outcome.SERVER_FAILURE);
    four.told.clear();
  }

  private void podTwoIsToBeProbed() {
    podTwoIsLeftOut();
    four.pass(10);
  }

  @Test
  void afterItsTimeOneRequestShowsWhetherItWorks() {
    podTwoIsLeftOut();
    four.pass(9);
    assertThat(four.calls(30)).doesNotContainKey(2);
    four.pass(1);
    assertThat(four.report(2).health()).isEqualTo(Health.PROBING);

    Pick probe = four.balancer.pick();

    assertThat(HealthFixture.pod(probe.endpoint())).isEqualTo(2);
    assertThat(four.calls(300)).as("none but that one").doesNotContainKey(2);
    probe.complete(Outcome.SUCCESS);
    assertThat(four.told).containsExactly("in 2");
    assertThat(four.report(2).health()).isEqualTo(Health.HEALTHY);
    assertThat(four.calls(40)).hasSize(4);
  }

  @Test
  void aProbeThatFailsLeavesItOutForTwiceAsLong() {
    podTwoIsToBeProbed();
    assertThat(four.calls(30, 2, Outcome.SERVER_FAILURE)).containsEntry(2, 1);

    assertThat(four.told).containsExactly("out 2 PROBE_FAILED 20s 2");
    four.pass(19);
    assertThat(four.calls(30)).doesNotContainKey(2);
    four.pass(1);
    assertThat(four.calls(30, 2, Outcome.TIMEOUT)).containsEntry(2, 1);
    assertThat(four.told).last().isEqualTo("out 2 PROBE_FAILED 40s 3");
  }

  @Test
  void whatWasOnItsWayWhenItWasLeftOutIsNoProbe() {
    Pick early = four.balancer.pick();
    while (HealthFixture.pod(early.endpoint()) != 2) {
      early.complete(Outcome.SUCCESS);
      early = four.balancer.pick();
    }
    podTwoIsToBeProbed();
    Pick probe = four.balancer.pick();
    early.complete(Outcome.SUCCESS);

    assertThat(four.told).isEmpty();
    probe.complete(Outcome.SERVER_FAILURE);
    assertThat(four.told).containsExactly("out 2 PROBE_FAILED 20s 2");
  }

  @Test
  void aProbeThatIsGivenUpLetsTheNextCallTry() {
    podTwoIsToBeProbed();
    four.balancer.pick().close();

    assertThat(HealthFixture.pod(four.balancer.pick().endpoint())).isEqualTo(2);
  }

  @Test
  void aProbeThatDoesNotEndIsRepeatedAfterAWhile() {
    podTwoIsToBeProbed();
    assertThat(HealthFixture.pod(four.balancer.pick().endpoint())).isEqualTo(2);
    four.pass(9);
    assertThat(four.calls(30)).doesNotContainKey(2);
    four.pass(1);

    assertThat(four.calls(30)).containsKey(2);
    assertThat(four.told).containsExactly("in 2");
  }

  @Test
  void aFurtherAttemptOfACallIsNoProbe() {
    podTwoIsToBeProbed();
    Endpoint other = Endpoint.of("192.0.2.1", 80);

    for (int i = 0; i < 30; i++) {
      Pick pick = four.balancer.pick(PickRequest.ANY.avoiding(other));
      assertThat(HealthFixture.pod(pick.endpoint())).isNotEqualTo(2);
      pick.complete(Outcome.SUCCESS);
    }
  }

  @Test
  void whileAllFailAProbeThatFailsDoesNotMakeItsTimeLonger() {
    podTwoIsToBeProbed();
    Pick probe = four.balancer.pick();
    four.calls(30, pod -> Outcome.SERVER_FAILURE);
    probe.complete(Outcome.SERVER_FAILURE);

    assertThat(four.told).containsExactly("out 2 PROBE_FAILED 10s 1");
  }

  @Test
  void healthyIntervalsMakeItsTimeShorterAgain() {
    podTwoIsToBeProbed();
    four.calls(30); // used again, left out once
    four.pass(10); // forgotten
    four.calls(20, 2, Outcome.SERVER_FAILURE);

    assertThat(four.told).containsExactly("in 2", "out 2 FAILURES_IN_A_ROW 10s 1");
  }

  @Test
  void whatItDidBeforeIsNotHeldAgainstIt() {
    for (int i = 0; i < 100; i++) {
      int turn = i;
      four.calls(4, pod -> pod == 2 && turn % 4 != 0 ? Outcome.TIMEOUT : Outcome.SUCCESS);
    }
    four.pass(10);
    assertThat(four.told).containsExactly("out 2 FAILURE_SHARE 10s 1");
    four.pass(10);
    four.calls(40);
    four.pass(10);

    assertThat(four.told).last().isEqualTo("in 2");
    assertThat(four.calls(40)).hasSize(4);
  }

  @Test
  void failingAgainSoonMakesItLonger() {
    podTwoIsToBeProbed();
    four.calls(30);
    four.calls(20, 2, Outcome.SERVER_FAILURE);

    assertThat(four.told).containsExactly("in 2", "out 2 FAILURES_IN_A_ROW 20s 2");
  }

  @Test
  void adaptersChooseItForTheProbeOnly() {
    podTwoIsLeftOut();
    ConnectionPicker<String> out = among();
    for (int i = 0; i < 30; i++) {
      assertThat(out.choose(PickRequest.ANY).endpoint().address()).isNotEqualTo("10.1.0.2");
    }
    four.pass(10);
    ConnectionPicker<String> probing = among();

    ConnectionPicker.Choice<String> choice = probing.choose(PickRequest.ANY);
    assertThat(choice.endpoint().address()).isEqualTo("10.1.0.2");
    assertThat(four.calls(30)).as("it is taken for all").doesNotContainKey(2);
    choice.begin().complete(Outcome.SUCCESS);
    assertThat(four.told).containsExactly("in 2");
  }

  private ConnectionPicker<String> among() {
    Map<EndpointIdentity, String> connections = new HashMap<>();
    ((Selection.Eligible) four.balancer.selection())
        .endpoints()
        .forEach(one -> connections.put(new EndpointIdentity(one), one.address()));
    return requireNonNull(four.balancer.among(connections, null));
  }
}
