package dev.fairlead.internal.discovery;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Services and slices of one namespace, and the watches on them.
 *
 * <p>Changes are collected until {@link #publish()}, so that several changes that belong together
 * are told as one. Not thread-safe: the control plane is its only user.
 */
public final class NamespaceState {
  private final Map<String, Service> services = new HashMap<>();
  private final Map<String, Slice> slices = new HashMap<>();
  private final Map<String, TreeMap<String, Slice>> slicesOfService = new HashMap<>();
  private final Map<String, ServiceWatch> watches = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private boolean known;

  /** Why nothing is known; null when nothing has gone wrong, or something is known. */
  private @Nullable Resolution unknown;

  public void put(Service service) {
    services.put(service.key().name(), service);
    changed.add(service.key().name());
  }

  public void removeService(String name) {
    services.remove(name);
    changed.add(name);
  }

  /** Puts a slice in, or in place of its former content; it may have changed its Service. */
  public void put(Slice slice) {
    removeSlice(slice.name());
    slices.put(slice.name(), slice);
    String service = slice.service().name();
    slicesOfService.computeIfAbsent(service, name -> new TreeMap<>()).put(slice.name(), slice);
    changed.add(service);
  }

  public void removeSlice(String name) {
    Slice former = slices.remove(name);
    if (former != null) {
      String service = former.service().name();
      slicesOfService.computeIfPresent(
          service,
          (key, rest) -> {
            rest.remove(name);
            return rest.isEmpty() ? null : rest;
          });
      changed.add(service);
    }
  }

  /** All slices of the namespace, whatever their Service. */
  public Collection<Slice> slices() {
    return slices.values();
  }

  /** Registers {@code observer}, which is told at once what was last published. */
  public void watch(String service, Consumer<Resolution> observer) {
    watches.computeIfAbsent(service, this::newWatch).add(observer);
  }

  private ServiceWatch newWatch(String service) {
    ServiceWatch watch = new ServiceWatch();
    if (known) {
      watch.offer(resolution(service));
    } else if (unknown != null) {
      watch.offer(unknown);
    }
    return watch;
  }

  /** Ends one registration. */
  public void unwatch(String service, Consumer<Resolution> observer) {
    ServiceWatch watch = watches.get(service);
    if (watch != null) {
      watch.remove(observer);
      if (watch.isEmpty()) {
        watches.remove(service);
      }
    }
  }

  /** True when nobody watches anything here. */
  public boolean isUnwatched() {
    return watches.isEmpty();
  }

  /** Tells the watches of changed Services what is known. The first call tells all of them. */
  public void publish() {
    if (!known) {
      known = true;
      watches.forEach((service, watch) -> watch.offer(resolution(service)));
    } else {
      for (String service : changed) {
        ServiceWatch watch = watches.get(service);
        if (watch != null) {
          watch.offer(resolution(service));
        }
      }
    }
    changed.clear();
  }

  /**
   * Tells all watches why nothing is known yet. After the first {@link #publish()} it does nothing.
   */
  public void publishUnknown(Resolution why) {
    if (!known) {
      unknown = why;
      watches.values().forEach(watch -> watch.offer(why));
    }
  }

  private Resolution resolution(String service) {
    @Nullable Service found = services.get(service);
    TreeMap<String, Slice> ofService = slicesOfService.get(service);
    return SnapshotAssembler.assemble(found, ofService == null ? Set.of() : ofService.values());
  }
}
