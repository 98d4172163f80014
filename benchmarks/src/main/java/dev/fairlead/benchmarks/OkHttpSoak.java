package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.fakes.ProcessUsage;
import dev.fairlead.internal.registry.Leases;
import dev.fairlead.okhttp.BoundEndpoints;
import dev.fairlead.okhttp.FairleadOkHttp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/**
 * Does any call fail, and is anything left behind, when pods come and go for long? One is added or
 * removed every 50 ms, while 8 threads call as fast as they can: through a real API, sockets and
 * all, in one JVM.
 *
 * <p>Ends with 1 when a call failed, the heap grew, or when a connection, a binding, a lease, a
 * watch, a thread or a socket is left.
 */
public final class OkHttpSoak {
  private static final int THREADS = 8;
  private static final long CHANGE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int SAMPLES = 10;

  /** The bindings of ten minutes are 6,000; if they stayed, they would take more than 3 MiB. */
  private static final double HEAP_NOISE_MIB = 0.5;

  private static final Duration FOR_POOLS = Duration.ofSeconds(30);

  /** OkHttp keeps threads without work for a minute. */
  private static final Duration FOR_THREADS = Duration.ofSeconds(150);

  private final SoakPods pods;
  private final List<String> problems = new ArrayList<>();
  private final List<Double> heap = new ArrayList<>();

  private OkHttpSoak(SoakPods pods) {
    this.pods = pods;
  }

  /** Something that must become true. */
  private interface Condition {
    /** Null when it is, else what is still there. */
    String left() throws Exception;
  }

  /**
   * @param args {@code --minutes N} (10 if absent)
   */
  public static void main(String[] args) throws Exception {
    int minutes = args.length == 2 && args[0].equals("--minutes") ? Integer.parseInt(args[1]) : 10;
    // This thread of the JDK, once there, is there for ever.
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
        .join();
    List<String> problems;
    try (SoakPods pods = new SoakPods()) {
      problems = new OkHttpSoak(pods).run(Duration.ofMinutes(minutes));
    }
    problems.forEach(problem -> System.out.println("PROBLEM: " + problem));
    System.out.println(problems.isEmpty() ? "Nothing failed and nothing is left" : "Failed");
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private List<String> run(Duration length) throws Exception {
    System.out.printf(
        "A pod comes or goes every 50 ms for %d s, %d threads call; %s%n",
        length.toSeconds(), THREADS, Machine.words());
    ProcessUsage before = ProcessUsage.now();
    pods.arrive();
    call(length);
    pods.end();
    await(FOR_THREADS, () -> moreThan(before));
    return problems;
  }

  private void call(Duration length) throws Exception {
    Fairlead fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(pods.kubernetes().uri()))
            .ownNamespace("shop")
            .location(new Location("node-0", "zone-a"))
            .build();
    OkHttpClient client = FairleadOkHttp.install(new OkHttpClient.Builder(), fairlead).build();
    SoakCalls calls = new SoakCalls(client, THREADS);
    churn(length, calls, fairlead);
    calls.stop();
    if (calls.bad() > 0) {
      problems.add(calls.bad() + " calls failed, such as " + calls.failures());
    }
    judgeHeap();
    pods.leave();
    await(FOR_POOLS, () -> left("connections to pods", pods.connections()));
    await(FOR_POOLS, () -> left("bindings", BoundEndpoints.count(fairlead)));
    fairlead.close();
    await(FOR_POOLS, () -> left("leases", Leases.count(fairlead)));
    await(FOR_POOLS, () -> left("watches", pods.kubernetes().openWatches("*")));
  }

  private void churn(Duration length, SoakCalls calls, Fairlead fairlead)
      throws IOException, InterruptedException {
    System.out.printf(
        "%6s %12s %6s %8s %5s %9s %12s %8s %8s %9s%n",
        "s",
        "calls",
        "failed",
        "changes",
        "pods",
        "bindings",
        "connections",
        "sockets",
        "threads",
        "heap MiB");
    long begun = System.nanoTime();
    long due = begun;
    int changes = 0;
    for (int sample = 1; sample <= SAMPLES; sample++) {
      long end = begun + length.toNanos() * sample / SAMPLES;
      while (due < end) {
        pods.change();
        changes++;
        due += CHANGE_NANOS;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
      sample(calls, changes, fairlead, TimeUnit.NANOSECONDS.toSeconds(end - begun));
      due = Math.max(due, System.nanoTime() - CHANGE_NANOS); // a collection is not made up for
    }
  }

  private void sample(SoakCalls calls, int changes, Fairlead fairlead, long seconds) {
    pods.kubernetes().clearRequests();
    ProcessUsage usage = ProcessUsage.now();
    double mib = heapAfterCollection() / 1024.0 / 1024.0;
    heap.add(mib);
    System.out.printf(
        "%6d %12d %6d %8d %5d %9d %12d %8d %8d %9.2f%n",
        seconds,
        calls.good(),
        calls.bad(),
        changes,
        pods.size(),
        BoundEndpoints.count(fairlead),
        pods.connections(),
        usage.sockets(),
        usage.threads().values().stream().mapToInt(Integer::intValue).sum(),
        mib);
  }

  /** As the last collection left it: a moment later the callers have used some more. */
  private static long heapAfterCollection() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage after = pool.getCollectionUsage();
      used += pool.getType() == MemoryType.HEAP && after != null ? after.getUsed() : 0;
    }
    return used;
  }

  /** The last third of the samples next to the first, without the very first one. */
  private void judgeHeap() {
    int third = SAMPLES / 3;
    double first = Spread.of(heap.subList(1, 1 + third)).median();
    double last = Spread.of(heap.subList(SAMPLES - third, SAMPLES)).median();
    System.out.printf("Heap: from %.2f to %.2f MiB%n", first, last);
    if (last - first > HEAP_NOISE_MIB) {
      problems.add("The heap grew by " + (last - first) + " MiB");
    }
  }

  private static String left(String what, long count) {
    return count == 0 ? null : count + " " + what;
  }

  private static String moreThan(ProcessUsage before) {
    ProcessUsage now = ProcessUsage.now();
    Map<String, Integer> threads = new TreeMap<>(now.threads());
    before.threads().forEach((name, count) -> threads.computeIfPresent(name, (n, c) -> c - count));
    threads.values().removeIf(count -> count <= 0);
    int sockets = now.sockets() - before.sockets();
    return threads.isEmpty() && sockets <= 0 ? null : "threads " + threads + ", sockets " + sockets;
  }

  private void await(Duration most, Condition condition) throws Exception {
    long end = System.nanoTime() + most.toNanos();
    String left = condition.left();
    while (left != null && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(500);
      left = condition.left();
    }
    if (left != null) {
      problems.add("Left after " + most.toSeconds() + " s: " + left);
    }
  }
}
