package dev.fairlead.benchmarks.simulation;

import java.util.Arrays;

/**
 * Virtual time in nanoseconds from 0, and what is to happen in it: a heap ordered by time, and by
 * the order of asking among events of one moment. One thread.
 */
final class EventQueue {
  static final long SECOND = 1_000_000_000;

  /** Something that happens at its time. */
  @FunctionalInterface
  interface Event {
    void happen();
  }

  private long[] times = new long[1024];
  private long[] asked = new long[1024];
  private Event[] events = new Event[1024];
  private int size;
  private long count;
  private long now;

  static long nanos(double seconds) {
    return Math.round(seconds * SECOND);
  }

  static double seconds(long nanos) {
    return nanos / (double) SECOND;
  }

  long now() {
    return now;
  }

  /** Lets {@code event} happen at {@code time}, or now when that is over. */
  void at(long time, Event event) {
    if (size == times.length) {
      grow();
    }
    long order = count++;
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) / 2;
      if (!before(time, order, parent)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, time, order, event);
  }

  /** Lets everything happen, and what is asked for meanwhile, until nothing is left. */
  void run() {
    while (size > 0) {
      now = Math.max(now, times[0]);
      take().happen();
    }
  }

  private Event take() {
    Event first = events[0];
    size--;
    long time = times[size];
    long order = asked[size];
    Event last = events[size];
    int hole = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && before(times[child + 1], asked[child + 1], child)) {
        child++;
      }
      if (before(time, order, child)) {
        break;
      }
      move(child, hole);
      hole = child;
      child = 2 * hole + 1;
    }
    put(hole, time, order, last);
    return first;
  }

  private boolean before(long time, long order, int other) {
    return time < times[other] || (time == times[other] && order < asked[other]);
  }

  private void move(int from, int to) {
    put(to, times[from], asked[from], events[from]);
  }

  private void put(int at, long time, long order, Event event) {
    times[at] = time;
    asked[at] = order;
    events[at] = event;
  }

  private void grow() {
    int length = size * 2;
    times = Arrays.copyOf(times, length);
    asked = Arrays.copyOf(asked, length);
    events = Arrays.copyOf(events, length);
  }
}
