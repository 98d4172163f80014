package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One write: the object before (null: created) and after it (null: deleted), and the version it
 * got.
 *
 * <p>Both states are kept because a selector turns a change into different events for different
 * watches, and because an earlier state of the table is the present one with changes undone.
 */
record Change(long version, @Nullable ObjectNode before, @Nullable ObjectNode after) {

  /** What a watch of this scope is told, or null if the change is none of its business. */
  @Nullable WatchEvent seenBy(Scope scope) {
    boolean matched = before != null && scope.includes(before);
    if (after != null && scope.includes(after)) {
      return new WatchEvent(matched ? "MODIFIED" : "ADDED", after);
    }
    // A real server sends the last state that matched, under the version of the change.
    return matched && before != null
        ? new WatchEvent("DELETED", Meta.atVersion(before, version))
        : null;
  }
}
