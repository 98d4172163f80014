package dev.fairlead;

import static dev.fairlead.FaultCase.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Closing, in each state: nothing is told afterwards, no request follows, and no thread and no
 * connection stays.
 */
class ClosingIT {
  /** Longer than any pause between two tries, and than the next look at silent watches. */
  private static final Duration A_WHILE = Duration.ofMillis(700);

  private final Set<Thread> before = threads();

  enum State {
    BEFORE_THE_FIRST_ANSWER {
      @Override
      void reach(FaultRun run) {
        run.relay.freezeAll();
        run.start(PATIENT);
        FaultRun.soon().until(() -> run.relay.openConnections() > 0);
      }
    },
    DURING_A_LIST {
      @Override
      void reach(FaultRun run) {
        for (int i = 0; i < 200; i++) {
          run.objects.slice("orders-n" + i, "10.3.1." + i);
        }
        run.relay.throttle(20_000); // some seconds for this list
        run.start(PATIENT);
        FaultRun.soon().until(() -> run.count("list", FaultObjects.SLICES) > 0);
      }
    },
    IN_A_PAUSE {
      @Override
      void reach(FaultRun run) {
        run.faults.answer(1_000, 429, "list", "*", Duration.ofSeconds(1));
        run.start(PATIENT);
        run.awaitTold("PENDING(THROTTLED)");
        FaultRun.soon().until(() -> run.kubernetes.requests().size() >= 2);
      }
    },
    WITH_THE_WATCHES_OPEN {
      @Override
      void reach(FaultRun run) {
        run.inUse(PATIENT);
      }
    },
    ON_A_FROZEN_CONNECTION {
      @Override
      void reach(FaultRun run) {
        run.inUse(PATIENT);
        run.relay.freezeAll();
      }
    };

    abstract void reach(FaultRun run);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void leavesNothingBehind(State state) {
    try (FaultRun run = new FaultRun("both")) {
      state.reach(run);
      run.closeApplication();
      FaultRun.soon().until(() -> named("fairlead", threads()).isEmpty());
      final int told = run.told.freshness().size() + run.told.sets().size();
      run.relay.throttle(0);
      run.relay.thaw();
      nothingStays(run);

      final List<RecordedRequest> asked = run.kubernetes.requests();
      run.objects.endpointLeaves();
      run.kubernetes.sendBookmarks();
      FaultRun.soon().pollDelay(A_WHILE).until(() -> true);
      assertThat(run.kubernetes.requests()).as("requests").isEqualTo(asked);
      assertThat(run.relay.openConnections()).as("connections").isZero();
      assertThat(run.told.freshness().size() + run.told.sets().size()).as("told").isEqualTo(told);
    }
  }

  /** On JDK 17 a client of the JDK has no end but the garbage collector's. */
  private void nothingStays(FaultRun run) {
    FaultRun.soon()
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(run.relay.openConnections()).as("connections").isZero();
              assertThat(run.kubernetes.openWatches("*")).as("watches").isZero();
              assertThat(named("HttpClient", threads())).as("threads of the client").isEmpty();
            });
  }

  /** Those that are there now and were not before this test. */
  private Set<String> named(String prefix, Set<Thread> now) {
    return now.stream()
        .filter(thread -> !before.contains(thread) && thread.getName().startsWith(prefix))
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }
}
