package dev.fairlead.internal.discovery;

import dev.fairlead.api.Trouble;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of one kind whose present state is not understood. Control plane only. */
final class UnreadObjects {
  private final Map<String, Unread> byName = new HashMap<>();

  /**
   * @param service null when it is not known: any may be concerned
   */
  private record Unread(@Nullable String service, Trouble why) {}

  /** An object that was not understood before is not understood since then. */
  void add(String name, @Nullable String service, Trouble why) {
    Unread former = byName.get(name);
    byName.put(name, new Unread(service, former == null ? why : former.why));
  }

  /** It is understood again, or gone; true when it was one of these. */
  boolean remove(String name) {
    return !byName.isEmpty() && byName.remove(name) != null;
  }

  /** Removes those that are not named; true when there were any. */
  boolean retain(Set<String> names) {
    return byName.keySet().retainAll(names);
  }

  /** What is not understood of a Service; null when everything is. */
  @Nullable Trouble of(String service) {
    for (Unread unread : byName.values()) {
      if (unread.service == null || unread.service.equals(service)) {
        return unread.why;
      }
    }
    return null;
  }
}
