package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of the cluster: objects, the one version counter, and who is told of changes.
 *
 * <p>Thread-safe. One lock orders all writes, so versions, events and bookmarks cannot overtake
 * each other; subscribers write to the network only after it is released.
 */
final class ObjectStore {
  /** Not 0, which means "any version" to Kubernetes. */
  private static final long FIRST_VERSION = 1;

  private final Map<Kind, ObjectTable> tables = new EnumMap<>(Kind.class);
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private final Admission admission = new Admission();
  private long version = FIRST_VERSION;

  ObjectStore(int eventWindow) {
    for (Kind kind : Kind.values()) {
      tables.put(kind, new ObjectTable(kind, new EventWindow(eventWindow, FIRST_VERSION)));
    }
  }

  /**
   * Creates or replaces; false if the object equals the stored one, which changes nothing and tells
   * nobody.
   */
  boolean put(Kind kind, ObjectNode object) {
    synchronized (this) {
      ObjectNode before = table(kind).get(Meta.namespace(object), Meta.name(object));
      ObjectNode after = admission.admit(kind, object, before);
      if (after.equals(before)) {
        return false;
      }
      record(kind, new Change(version + 1, before, Meta.atVersion(after, version + 1)));
    }
    flush();
    return true;
  }

  /** Deletes; false if there is no such object. */
  boolean delete(Kind kind, String namespace, String name) {
    synchronized (this) {
      ObjectNode before = table(kind).get(namespace, name);
      if (before == null) {
        return false;
      }
      admission.released(before);
      record(kind, new Change(version + 1, before, null));
    }
    flush();
    return true;
  }

  synchronized @Nullable ObjectNode get(Kind kind, String namespace, String name) {
    return table(kind).get(namespace, name);
  }

  synchronized Snapshot now(Kind kind) {
    return new Snapshot(version, table(kind).now());
  }

  /** The past state; the expected failure if the event window does not reach back so far. */
  synchronized Snapshot at(Kind kind, long past, Supplier<ApiFailure> expired) {
    requireReached(past);
    ObjectTable table = table(kind);
    if (!table.window.reaches(past)) {
      throw expired.get();
    }
    return new Snapshot(past, table.at(past));
  }

  /** Fails as a real server does when asked for a version that does not exist yet. */
  synchronized void requireReached(long wanted) {
    if (wanted > version) {
      throw ApiFailure.tooLarge(wanted, version);
    }
  }

  /**
   * Tells the subscriber what it missed and, from now on, every change.
   *
   * @param from the version after which it wants changes; null: it wants the present objects first
   */
  void subscribe(Subscriber subscriber, @Nullable Long from) {
    synchronized (this) {
      ObjectTable table = table(subscriber.kind());
      if (from == null) {
        table.now().values().forEach(o -> subscriber.changed(new Change(version, null, o)));
        subscriber.reached(version, true);
      } else {
        table.window.since(from).forEach(subscriber::changed);
      }
      subscribers.add(subscriber);
    }
    subscriber.flush();
  }

  void unsubscribe(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  /** Tells every subscriber which version it has reached. */
  void sendBookmarks() {
    synchronized (this) {
      subscribers.forEach(subscriber -> subscriber.reached(version, false));
    }
    flush();
  }

  /** Forgets all past changes. Subscribers are not concerned: they have been told already. */
  synchronized void compact() {
    tables.values().forEach(table -> table.window.empty(version));
  }

  /** All there is, and the version of it. */
  synchronized Backup backup(Map<String, List<SliceEndpoint>> endpoints) {
    Map<Kind, Map<String, ObjectNode>> objects = new EnumMap<>(Kind.class);
    tables.forEach((kind, table) -> objects.put(kind, table.now()));
    return new Backup(version, objects, endpoints);
  }

  /** Goes back to a former state and its version; subscribers are told nothing. */
  synchronized void restore(Backup backup) {
    version = backup.version;
    tables.forEach(
        (kind, table) -> table.restore(backup.objects.getOrDefault(kind, Map.of()), version));
  }

  private void record(Kind kind, Change change) {
    version = change.version();
    table(kind).apply(change);
    for (Subscriber subscriber : subscribers) {
      if (subscriber.kind() == kind) {
        subscriber.changed(change);
      }
    }
  }

  private void flush() {
    subscribers.forEach(Subscriber::flush);
  }

  private ObjectTable table(Kind kind) {
    ObjectTable table = tables.get(kind);
    if (table == null) {
      throw new IllegalStateException("no table of " + kind);
    }
    return table;
  }
}
