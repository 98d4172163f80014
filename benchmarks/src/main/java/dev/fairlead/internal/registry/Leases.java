package dev.fairlead.internal.registry;

import com.github.benmanes.caffeine.cache.Cache;
import dev.fairlead.Fairlead;
import java.lang.reflect.Field;

/** For programs that look for what is left behind. */
public final class Leases {
  private Leases() {}

  /** How many targets of {@code fairlead} are held, also after its end. */
  public static long count(Fairlead fairlead) throws ReflectiveOperationException {
    Object registry = field(Fairlead.class, "registry").get(fairlead);
    Cache<?, ?> entries = (Cache<?, ?>) field(TargetRegistry.class, "entries").get(registry);
    return entries.asMap().values().stream()
        .filter(entry -> ((TargetEntry) entry).isLeased())
        .count();
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
