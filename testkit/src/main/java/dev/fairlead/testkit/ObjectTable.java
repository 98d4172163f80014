package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind in the order of their keys, and their recent changes.
 *
 * <p>Not thread-safe; {@link ObjectStore} guards it. Objects in it are never modified, only
 * replaced.
 */
final class ObjectTable {
  final EventWindow window;
  private final Kind kind;
  private final NavigableMap<String, ObjectNode> objects = new TreeMap<>();

  ObjectTable(Kind kind, EventWindow window) {
    this.kind = kind;
    this.window = window;
  }

  @Nullable ObjectNode get(String namespace, String name) {
    return objects.get(kind.key(namespace, name));
  }

  void apply(Change change) {
    window.add(change);
    replace(objects, change.before(), change.after());
  }

  /** Other objects in place of all there are; what was before is forgotten. */
  void restore(Map<String, ObjectNode> instead, long version) {
    objects.clear();
    objects.putAll(instead);
    window.empty(version);
  }

  NavigableMap<String, ObjectNode> now() {
    return new TreeMap<>(objects);
  }

  /** The table as it was at a version the window reaches: today's with the later changes undone. */
  NavigableMap<String, ObjectNode> at(long version) {
    NavigableMap<String, ObjectNode> past = now();
    List<Change> later = window.since(version);
    for (int i = later.size() - 1; i >= 0; i--) {
      replace(past, later.get(i).after(), later.get(i).before());
    }
    return past;
  }

  private void replace(
      NavigableMap<String, ObjectNode> map, @Nullable ObjectNode old, @Nullable ObjectNode fresh) {
    if (fresh != null) {
      map.put(kind.key(Meta.namespace(fresh), Meta.name(fresh)), fresh);
    } else if (old != null) {
      map.remove(kind.key(Meta.namespace(old), Meta.name(old)));
    }
  }
}
