package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Ejection.Cause;
import dev.fairlead.api.Health;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.Pick;
import dev.fairlead.api.SlowStart;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which endpoints are left out, and which are not though they fail. */
class EjectionTest {
  private static final HealthSettings NO_SLOW_START = HealthSettings.DEFAULT.with(SlowStart.OFF);

  private final HealthFixture four = new HealthFixture(NO_SLOW_START).pods(4);

  @Test
  void fiveFailuresInARowLeaveItOutAtOnce() {
    four.calls(16, 2, Outcome.SERVER_FAILURE);
    assertThat(four.report(2).health()).isEqualTo(Health.HEALTHY);
    four.calls(4, 2, Outcome.SERVER_FAILURE);

    assertThat(four.calls(300)).doesNotContainKey(2).hasSize(3);
    assertThat(four.told).containsExactly("out 2 FAILURES_IN_A_ROW 10s 1");
    assertThat(four.report(2).health()).isEqualTo(Health.EJECTED);
    assertThat(four.report(2).ejectedFor()).isEqualTo(Duration.ofSeconds(10));
    assertThat(four.report(1).ejectedFor()).isNull();
    assertThat(four.balancer.totals().ejections(Cause.FAILURES_IN_A_ROW)).isEqualTo(1);
    assertThat(four.balancer.totals().panics()).isZero();
  }

  @Test
  void threeFailuresToConnectDo() {
    four.calls(12, 3, Outcome.CONNECT_FAILURE);

    assertThat(four.told).containsExactly("out 3 CONNECT_FAILURES_IN_A_ROW 10s 1");
  }

  @Test
  void fiveRequestsWithoutAnswerDo() {
    four.calls(20, 3, Outcome.TIMEOUT);

    assertThat(four.told).containsExactly("out 3 FAILURES_IN_A_ROW 10s 1");
  }

  @ParameterizedTest
  @EnumSource(names = {"RATE_LIMITED", "CANCELLED", "SUCCESS"})
  void whatIsNoFailureDoesNot(Outcome outcome) {
    four.calls(4_000, 2, outcome);

    assertThat(four.told).isEmpty();
  }

  @Test
  void aSuccessBreaksTheRow() {
    for (int i = 0; i < 5; i++) {
      four.calls(16, 2, Outcome.SERVER_FAILURE);
      four.calls(4);
    }

    assertThat(four.told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,1", "3,1", "4,1", "6,1", "7,2", "10,3", "20,6"})
  void neverMoreThanAShareAndNeverTheLast(int pods, int most) {
    HealthFixture many = new HealthFixture(NO_SLOW_START).pods(pods);
    int bad = Math.max(1, pods / 3);
    many.calls(100 * pods, pod -> pod <= bad ? Outcome.SERVER_FAILURE : Outcome.SUCCESS);

    assertThat(many.told).hasSize(Math.min(bad, most));
  }

  @Test
  void anyShareMayBeGivenButTheLastStays() {
    HealthFixture two =
        new HealthFixture(
                NO_SLOW_START.with(
                    new OutlierPolicy(
                        1,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofDays(1),
                        100)))
            .pods(2);
    two.calls(1, 1, Outcome.SERVER_FAILURE);
    two.calls(100, pod -> Outcome.SERVER_FAILURE);

    assertThat(two.told).containsExactly("out 1 FAILURES_IN_A_ROW 10s 1");
    assertThat(two.calls(10)).containsOnlyKeys(2);
  }

  @Test
  void whileAllFailNoneIsLeftOut() {
    HealthFixture ten = new HealthFixture(NO_SLOW_START).pods(10);
    ten.calls(1_000, pod -> Outcome.SERVER_FAILURE);

    assertThat(ten.told).isEmpty();
    assertThat(ten.calls(100)).hasSize(10);
  }

  @Test
  void whenOnlyThoseLeftOutRemainAllAreUsed() {
    four.calls(20, 2, Outcome.SERVER_FAILURE);
    four.pods(new int[] {2});

    assertThat(four.calls(10)).containsOnlyKeys(2);
    assertThat(four.balancer.totals().panics()).isEqualTo(1);
    four.pods(new int[] {2, 3});
    assertThat(four.calls(10)).containsOnlyKeys(3);
  }

  @Test
  void aPodThatComesBackBeginsAnew() {
    four.calls(20, 2, Outcome.SERVER_FAILURE);
    four.pods(new int[] {1, 3, 4});
    four.pods(4);

    assertThat(four.calls(40)).hasSize(4);
  }

  @Test
  void changesOfTheSetDoNotBringItBack() {
    four.calls(20, 2, Outcome.SERVER_FAILURE);
    four.pods(6);

    assertThat(four.calls(60)).hasSize(5).doesNotContainKey(2);
  }

  @Test
  void offMeansOff() {
    HealthFixture off = new HealthFixture(NO_SLOW_START.with(OutlierPolicy.OFF)).pods(4);
    for (int i = 0; i < 60; i++) {
      off.calls(100, 2, Outcome.SERVER_FAILURE);
      off.pass(1);
    }

    assertThat(off.told).isEmpty();
    assertThat(off.calls(40)).hasSize(4);
  }

  @Test
  void oneThatFailsMostOfTheTimeIsFoundByALook() {
    // 3 of 4 fail, never five in a row.
    for (int i = 0; i < 100; i++) {
      int turn = i;
      four.calls(4, pod -> pod == 2 && turn % 4 != 0 ? Outcome.TIMEOUT : Outcome.SUCCESS);
    }
    assertThat(four.told).isEmpty();
    four.pass(9);
    assertThat(four.told).isEmpty();
    four.pass(1);

    assertThat(four.told).containsExactly("out 2 FAILURE_SHARE 10s 1");
  }

  @Test
  void aLookSaysNothingOfOneWithFewRequests() {
    for (int i = 0; i < 29; i++) {
      int turn = i;
      four.calls(4, pod -> pod == 2 && turn % 4 != 0 ? Outcome.TIMEOUT : Outcome.SUCCESS);
    }
    four.pass(20);

    assertThat(four.told).isEmpty();
  }

  @Test
  void anOutcomeReportedTwiceCountsOnce() {
    for (int i = 0; i < 16; i++) {
      try (Pick pick = four.balancer.pick()) {
        boolean bad = HealthFixture.pod(pick.endpoint()) == 2;
        pick.complete(bad ? Outcome.SERVER_FAILURE : Outcome.SUCCESS);
        pick.complete(bad ? Outcome.SERVER_FAILURE : Outcome.SUCCESS);
      }
    }

    assertThat(four.report(2).outcomes()).containsEntry(Outcome.SERVER_FAILURE, 4L);
    assertThat(four.told).isEmpty();
  }

  @Test
  void theOthersShareWhatItWouldHaveGot() {
    four.calls(20, 2, Outcome.SERVER_FAILURE);

    assertThat(four.calls(300)).isEqualTo(Map.of(1, 100, 3, 100, 4, 100));
  }
}
