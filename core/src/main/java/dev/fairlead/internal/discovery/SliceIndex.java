package dev.fairlead.internal.discovery;

import dev.fairlead.api.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Slices by their name, and by the Service they belong to. Control plane only. */
final class SliceIndex {
  private final Map<String, Slice> byName = new HashMap<>();
  private final Map<String, TreeMap<String, Slice>> byService = new HashMap<>();

  void put(Slice slice) {
    byName.put(slice.name(), slice);
    byService
        .computeIfAbsent(slice.service().name(), service -> new TreeMap<>())
        .put(slice.name(), slice);
  }

  /** The slice of that name, which is no longer here; null when there was none. */
  @Nullable Slice remove(String name) {
    Slice former = byName.remove(name);
    if (former != null) {
      byService.computeIfPresent(
          former.service().name(),
          (service, rest) -> {
            rest.remove(name);
            return rest.isEmpty() ? null : rest;
          });
    }
    return former;
  }

  @Nullable Slice get(String name) {
    return byName.get(name);
  }

  /** Those whose name is not among these. */
  List<String> besides(Set<String> names) {
    return byName.keySet().stream().filter(name -> !names.contains(name)).toList();
  }

  Collection<Slice> all() {
    return byName.values();
  }

  /** In the order of their names. */
  Collection<Slice> of(String service) {
    TreeMap<String, Slice> slices = byService.get(service);
    return slices == null ? Set.of() : slices.values();
  }
}
