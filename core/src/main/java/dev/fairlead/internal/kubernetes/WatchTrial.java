package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.LastHeard;
import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.RelistBudget;
import dev.fairlead.internal.watching.WatchParts;
import dev.fairlead.internal.watching.WatchTimes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists and watches both kinds in some namespaces as the library does, to see whether it works from
 * here. Unlike a freshness of the library, which is live from the lists on until a watch fails, the
 * one told here is live only when the watches are open.
 *
 * <p>The thread that runs it is the control plane meanwhile.
 */
final class WatchTrial {
  /** It need not exist: where the answers are empty, nobody pays for them. */
  private static final String SERVICE = "fairlead-doctor";

  private final ApiConnection api;
  private final Duration wait;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final List<ListWatch<Consumer<NamespaceState>>> watches = new ArrayList<>();
  private final Map<String, List<KindTrial>> trials = new LinkedHashMap<>();

  /**
   * @param wait at most; it ends sooner when all is decided
   */
  WatchTrial(ApiConnection api, Duration wait) {
    this.api = api;
    this.wait = wait;
  }

  /** What came of it for each namespace, in the order given; an interrupt ends it sooner. */
  Map<String, Freshness> run(Collection<String> namespaces) {
    WatchParts parts = parts();
    for (String namespace : namespaces) {
      trials.computeIfAbsent(namespace, each -> begin(each, parts));
    }
    try {
      untilDecided();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watches.forEach(ListWatch::close);
    }
    Map<String, Freshness> found = new LinkedHashMap<>();
    trials.forEach((namespace, kinds) -> found.put(namespace, freshness(kinds)));
    return found;
  }

  private WatchParts parts() {
    Executor control = tasks::add;
    WatchTimes usual = WatchTimes.DEFAULT;
    WatchTimes times =
        new WatchTimes(
            wait.plusSeconds(1), // silence is told at the end, in the same words for all
            usual.listStall(),
            usual.silent(),
            usual.probeAfter(),
            usual.longestBackoff(),
            usual.shortestWatch(),
            usual.watchLength(),
            usual.tick());
    return new WatchParts(
        api.transport(),
        control,
        ForkJoinPool.commonPool(),
        (pause, task) ->
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, control)
                .execute(task),
        new RelistBudget(System::nanoTime),
        times,
        new SplittableRandom(),
        System::nanoTime,
        new LastHeard(System::nanoTime));
  }

  private List<KindTrial> begin(String namespace, WatchParts parts) {
    WatchScope scope = new WatchScope(namespace, SERVICE);
    ApiTrouble words = new ApiTrouble(api.address(), namespace);
    List<KindTrial> kinds = new ArrayList<>();
    for (WatchedKind kind : WatchedKind.values()) {
      KindTrial trial = new KindTrial(kind, words, Clock.systemUTC());
      ListWatch<Consumer<NamespaceState>> watch =
          new ListWatch<>(scope.collection(kind), new KindDecoder(kind), trial, parts);
      kinds.add(trial);
      watches.add(watch);
      watch.start("");
    }
    return kinds;
  }

  private void untilDecided() throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (!trials.values().stream().flatMap(List::stream).allMatch(KindTrial::isDecided)) {
      Runnable task = tasks.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (task == null) {
        return;
      }
      task.run();
    }
  }

  private static Freshness freshness(List<KindTrial> kinds) {
    Trouble worst = worst(kinds);
    if (worst == null) {
      return Freshness.live();
    }
    return kinds.stream().allMatch(KindTrial::isListed)
        ? new Freshness.Stale(worst)
        : new Freshness.Pending(worst);
  }

  /** Refusals first: they are what somebody can mend. */
  private static @Nullable Trouble worst(List<KindTrial> kinds) {
    List<Trouble> all =
        kinds.stream().filter(kind -> !kind.isFollowed()).map(KindTrial::obstacle).toList();
    return all.stream()
        .filter(Trouble::isRefusal)
        .findFirst()
        .orElse(all.isEmpty() ? null : all.get(0));
  }
}
