package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.MovingClock;
import dev.fairlead.internal.watching.Failure;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of a kind while it is being tried. */
class KindTrialTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Failure REFUSED = new Failure("watch", 401, "", null);
  private static final Failure AWAY = new Failure("list", 0, "", new ConnectException("no"));

  private final MovingClock clock = new MovingClock();
  private final KindTrial trial =
      new KindTrial(WatchedKind.SERVICE, new ApiTrouble("https://api", "shop"), clock);

  private void pass(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  private void list() {
    trial.listed(List.of(), Set.of(), "9");
  }

  @Test
  void aListAloneDecidesNothing() {
    list();

    assertThat(trial.isListed()).isTrue();
    assertThat(trial.isFollowed()).isFalse();
    assertThat(trial.isDecided()).isFalse();
  }

  @Test
  void anOpenWatchDecides() {
    list();
    trial.following();

    assertThat(trial.isFollowed()).isTrue();
    assertThat(trial.isDecided()).isTrue();
  }

  @Test
  void silenceCountsFromWhatWasAskedLast() {
    pass(3);
    assertThat(trial.obstacle().explanation())
        .isEqualTo(
            "the API server at https://api is silent (nothing came for 3 s) since"
                + " 2026-01-01T00:00:00Z, trying to list services in namespace shop");

    list();
    pass(7);
    assertThat(trial.obstacle())
        .isEqualTo(
            new Trouble(
                Trouble.Kind.SILENT,
                START.plusSeconds(3),
                "the API server at https://api is silent (nothing came for 7 s) since"
                    + " 2026-01-01T00:00:03Z, trying to watch services in namespace shop"));
  }

  @Test
  void whatMayPassIsWaitedForAndForgottenWhenItHasPassed() {
    trial.troubled(AWAY);
    pass(2);
    trial.troubled(AWAY);
    assertThat(trial.isDecided()).isFalse();
    assertThat(trial.obstacle().kind()).isEqualTo(Trouble.Kind.UNREACHABLE);
    assertThat(trial.obstacle().since()).isEqualTo(START);

    list();
    assertThat(trial.obstacle().kind()).isEqualTo(Trouble.Kind.SILENT);
  }

  @Test
  void aRefusalDecidesAndAWatchThatOpensAfterItDecidesOtherwise() {
    list();
    trial.troubled(REFUSED);
    assertThat(trial.isDecided()).isTrue();
    assertThat(trial.obstacle().kind()).isEqualTo(Trouble.Kind.UNAUTHORIZED);

    trial.following();
    assertThat(trial.isFollowed()).isTrue();
  }

  @Test
  void aWatchThatIsLostMeanwhileIsNotFollowed() {
    list();
    trial.following();
    trial.troubled(AWAY);

    assertThat(trial.isFollowed()).isFalse();
    assertThat(trial.isDecided()).isFalse();
  }
}
