package dev.fairlead.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last changes of one kind, as many as its capacity: how far back a watch can resume.
 *
 * <p>Not thread-safe; {@link ObjectStore} guards it.
 */
final class EventWindow {
  private final int capacity;
  private final Deque<Change> changes = new ArrayDeque<>();

  /** Everything after this version is in {@link #changes}; nothing is known of what came before. */
  private long floor;

  EventWindow(int capacity, long floor) {
    this.capacity = capacity;
    this.floor = floor;
  }

  void add(Change change) {
    changes.addLast(change);
    if (changes.size() > capacity) {
      floor = changes.removeFirst().version();
    }
  }

  void empty(long version) {
    changes.clear();
    floor = version;
  }

  boolean reaches(long version) {
    return version >= floor;
  }

  /** The changes after a version in their order; 410 if some of them are forgotten. */
  List<Change> since(long version) {
    if (!reaches(version)) {
      throw ApiFailure.expired("too old resource version: " + version + " (" + floor + ")");
    }
    List<Change> later = new ArrayList<>();
    for (Change change : changes) {
      if (change.version() > version) {
        later.add(change);
      }
    }
    return later;
  }
}
