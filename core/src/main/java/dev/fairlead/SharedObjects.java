package dev.fairlead;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One object of each type that adapters keep with a Fairlead, until it is closed. Any thread. */
final class SharedObjects {
  private static final Logger LOG = LoggerFactory.getLogger(SharedObjects.class);

  private final Map<Class<?>, AutoCloseable> objects = new HashMap<>();
  private boolean closed;

  synchronized <T extends AutoCloseable> T get(Class<T> type, Supplier<? extends T> maker) {
    if (closed) {
      throw new IllegalStateException("This Fairlead is closed; it keeps no " + type.getName());
    }
    AutoCloseable known = objects.get(type);
    if (known == null) {
      T made = maker.get();
      objects.put(type, made);
      return made;
    }
    return type.cast(known);
  }

  void close() {
    for (AutoCloseable object : takeAll()) {
      try {
        object.close();
      } catch (Exception e) {
        LOG.warn("{} did not close", object, e);
      }
    }
  }

  /** Nothing is closed under the lock: a close may wait for a thread that asks for an object. */
  private synchronized List<AutoCloseable> takeAll() {
    closed = true;
    List<AutoCloseable> all = List.copyOf(objects.values());
    objects.clear();
    return all;
  }
}
