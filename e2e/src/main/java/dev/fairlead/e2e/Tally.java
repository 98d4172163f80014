package dev.fairlead.e2e;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What became of the calls of a load; of any number of threads. */
final class Tally {
  /** The first failures tell enough. */
  private static final int TOLD = 200;

  private final Map<String, LongAdder> pods = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final LongAdder failed = new LongAdder();
  private final LongAdder unsent = new LongAdder();
  private final LongAdder astray = new LongAdder();

  private long[] micros = new long[1 << 12];
  private int calls;
  private long longest = -1;
  private @Nullable String slowest;

  void answered(String pod, String status) {
    pods.computeIfAbsent(pod, p -> new LongAdder()).increment();
    statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
  }

  /** Another pod answered than the call says it went to. */
  void astray() {
    astray.increment();
  }

  void failed(String method, Trace trace, Exception failure) {
    failed.increment();
    if (!trace.sent()) {
      unsent.increment();
    }
    if (failures.size() < TOLD) {
      String how = failure.toString().replace('\n', ' ');
      failures.add(
          method + (trace.sent() ? " sent, " : " unsent, ") + how + " [" + trace + "ended]");
    }
  }

  /** A call that ended, however it did. */
  synchronized void took(String method, Trace trace) {
    long nanos = trace.nanos();
    if (calls == micros.length) {
      micros = Arrays.copyOf(micros, calls * 2);
    }
    micros[calls] = nanos / 1_000;
    calls++;
    if (nanos > longest) {
      longest = nanos;
      slowest = method + " [" + trace + "ended]";
    }
  }

  /** The failures, told with what happened on the wire. */
  String failures() {
    return String.join(" | ", failures);
  }

  synchronized String slowest() {
    return String.valueOf(slowest);
  }

  /** All figures in one line; times in microseconds. */
  synchronized String line() {
    long[] sorted = LongStream.of(micros).limit(calls).sorted().toArray();
    return "requests="
        + calls
        + " failures="
        + failed
        + " unsent="
        + unsent
        + " astray="
        + astray
        + (" p50=" + rank(sorted, 0.5) + " p99=" + rank(sorted, 0.99) + " worst=" + rank(sorted, 1))
        + (" pods=" + counts(pods) + " statuses=" + counts(statuses));
  }

  /** The smallest of which so large a share is not larger. */
  private static long rank(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
  }

  private static String counts(Map<String, LongAdder> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
