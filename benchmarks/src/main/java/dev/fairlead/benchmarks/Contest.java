package dev.fairlead.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Clients that are compared in one JVM: rounds by turns, each with all threads calling as fast as
 * they can; processor time and allocated bytes are those of this process.
 */
final class Contest {
  private final int rounds;
  private final long roundMillis;
  private final List<Entry> entries = new ArrayList<>();

  /** One of the clients, and what its rounds gave. */
  private record Entry(
      String words,
      Callable<?> call,
      List<Double> perSecond,
      List<Double> micros,
      List<Double> bytes) {
    void forget() {
      perSecond.clear();
      micros.clear();
      bytes.clear();
    }
  }

  Contest(int rounds, long roundMillis) {
    this.rounds = rounds;
    this.roundMillis = roundMillis;
  }

  /**
   * The first is what the others are compared with.
   *
   * @param call makes one call, and throws when it fails
   */
  Contest with(String words, Callable<?> call) {
    entries.add(new Entry(words, call, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    return this;
  }

  /** What the figures of {@link #print} are. */
  static String legend() {
    return "1,000 calls a second; us of processor time and bytes allocated for each; median"
        + " [least..most];\nratio: to those of the first, round by round";
  }

  /** Warms up and runs the rounds. */
  Contest run(int threads, long warmUpMillis) throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      for (Entry entry : entries) {
        round(entry, callers, threads, warmUpMillis);
        entry.forget();
      }
      List<Entry> order = new ArrayList<>(entries);
      for (int round = 0; round < rounds; round++) {
        for (Entry entry : order) {
          round(entry, callers, threads, roundMillis);
        }
        Collections.rotate(order, 1);
      }
    } finally {
      callers.shutdown();
    }
    return this;
  }

  private static void round(Entry entry, ExecutorService callers, int threads, long millis)
      throws InterruptedException, ExecutionException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long allocated = allocated();
    long begun = System.nanoTime();
    long end = begun + TimeUnit.MILLISECONDS.toNanos(millis);
    List<Future<Integer>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counts.add(callers.submit(() -> callUntil(end, entry.call)));
    }
    int count = 0;
    for (Future<Integer> one : counts) {
      count += one.get();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    entry.perSecond.add(count / seconds / 1e3);
    entry.micros.add((system.getProcessCpuTime() - processor) / 1e3 / count);
    entry.bytes.add((allocated() - allocated) / (double) count);
  }

  /** By all threads that live; those of the clients live as long as their rounds. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] each = threads.getThreadAllocatedBytes(threads.getAllThreadIds());
    return LongStream.of(each).filter(bytes -> bytes > 0).sum();
  }

  private static int callUntil(long end, Callable<?> call) throws Exception {
    int count = 0;
    while (System.nanoTime() < end) {
      call.call();
      count++;
    }
    return count;
  }

  void print(String title) {
    System.out.printf("%n%s%n", title);
    Entry base = entries.get(0);
    for (Entry entry : entries) {
      System.out.printf(
          "%-22s 1000/s %s  ratio %s%n",
          entry.words,
          Spread.of(entry.perSecond),
          Spread.of(ratios(entry.perSecond, base.perSecond)));
      System.out.printf(
          "%-22s us     %s  ratio %s%n",
          "", Spread.of(entry.micros), Spread.of(ratios(entry.micros, base.micros)));
      System.out.printf(
          "%-22s bytes  %s  ratio %s%n",
          "", Spread.of(entry.bytes), Spread.of(ratios(entry.bytes, base.bytes)));
    }
  }

  private static List<Double> ratios(List<Double> values, List<Double> base) {
    return IntStream.range(0, values.size()).mapToObj(i -> values.get(i) / base.get(i)).toList();
  }
}
