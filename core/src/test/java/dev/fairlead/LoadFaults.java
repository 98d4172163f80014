package dev.fairlead;

import static dev.fairlead.FaultCase.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** More than can be followed, and a clock that cannot be trusted. */
final class LoadFaults {
  private static final int EVENTS = 2_000;
  private static final int UPDATES = 5_000;
  private static final int SLICES = 50;
  private static final int ENDPOINTS_EACH = 100;

  static final Map<String, FaultCase> CASES =
      Map.of(
          "slow-application", LoadFaults::slowApplication,
          "updates-1000-a-second", LoadFaults::updates,
          "clock-jump", LoadFaults::clockJump);

  private LoadFaults() {}

  /** The user's policy is called on the control plane, and takes its time. */
  private static void slowApplication(FaultRun run) {
    run.inUse(PATIENT);
    run.control.writeLock().lock();
    try {
      IntStream.range(0, EVENTS).forEach(i -> change(run, i));
      assertThat(run.told.sets()).as("the control plane is held up").isEmpty();
      letOneThroughAtATime(run);
    } finally {
      run.control.writeLock().unlock();
    }
    run.awaitTruth();
    assertThat(run.told.sets()).as("few changes").hasSizeLessThan(EVENTS / 20);
  }

  /**
   * Until all is told. If it went on at once, it would tell many sets where the last events are
   * still on their way and come in one by one.
   */
  private static void letOneThroughAtATime(FaultRun run) {
    Set<String> truth = run.objects.truth();
    FaultRun.soon()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              run.control.writeLock().unlock();
              run.control.writeLock().lock();
              return run.told.lastSet().equals(truth);
            });
  }

  /** The one endpoint of a slice is another one each time. */
  private static void change(FaultRun run, int number) {
    run.objects.slice("orders-z", "10.4." + number / 250 % 250 + "." + number % 250);
  }

  private static void updates(FaultRun run) {
    for (int i = 0; i < SLICES; i++) {
      run.objects.slice("orders-n" + i, addresses(i));
    }
    run.inUse(PATIENT);
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    AtomicInteger done = new AtomicInteger();
    ScheduledFuture<?> updating =
        thread.scheduleAtFixedRate(
            () -> {
              if (done.get() == UPDATES) {
                throw new IllegalStateException("enough");
              }
              change(run, done.getAndIncrement());
            },
            0,
            1,
            TimeUnit.MILLISECONDS);
    try {
      updating.get();
    } catch (InterruptedException | ExecutionException e) {
      assertThat(e).hasRootCauseMessage("enough");
    } finally {
      thread.shutdown();
    }
  }

  private static List<String> addresses(int slice) {
    return IntStream.range(0, ENDPOINTS_EACH)
        .mapToObj(i -> "10.5." + slice + "." + (100 + i))
        .toList();
  }

  private static void clockJump(FaultRun run) {
    run.inUse(PATIENT);
    run.clock.advance(Duration.ofHours(1));
    run.tellSomething();
    run.clock.advance(Duration.ofHours(-2));
    run.tellSomething();
  }
}
