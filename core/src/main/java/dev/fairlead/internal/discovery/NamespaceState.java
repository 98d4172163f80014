package dev.fairlead.internal.discovery;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.api.Trouble;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  private final Map<String, String> versions = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private boolean known;
  private Freshness freshness = Freshness.live();

  /** Why no Service is known; null when nothing has gone wrong, or something is known. */
  private Resolution.@Nullable Unknown unknown;

  /** Why the slices alone are known; null when that is not so. */
  private @Nullable Trouble slicesOnly;

  /**
   * Puts a Service in, or in place of its former state.
   *
   * @param version its resourceVersion; empty when that is not known
   */
  public void put(Service service, String version) {
    services.put(service.key().name(), service);
    changed(service.key().name(), version);
  }

  public void removeService(String name, String version) {
    services.remove(name);
    changed(name, version);
  }

  /** Puts a slice in, or in place of its former content; it may have changed its Service. */
  public void put(Slice slice, String version) {
    removeSlice(slice.name(), version);
    slices.put(slice.name(), slice);
    String service = slice.service().name();
    slicesOfService.computeIfAbsent(service, name -> new TreeMap<>()).put(slice.name(), slice);
    changed(service, version);
  }

  private void changed(String service, String version) {
    changed.add(service);
    if (services.containsKey(service) || slicesOfService.containsKey(service)) {
      versions.put(service, version);
    } else {
      versions.remove(service);
    }
  }

  public void removeSlice(String name, String version) {
    Slice former = slices.remove(name);
    if (former != null) {
      String service = former.service().name();
      slicesOfService.computeIfPresent(
          service,
          (key, rest) -> {
            rest.remove(name);
            return rest.isEmpty() ? null : rest;
          });
      changed(service, version);
    }
  }

  /** Removes the Services that are not named. */
  public void retainServices(Set<String> names, String version) {
    List.copyOf(services.keySet()).stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> removeService(name, version));
  }

  /** Removes the slices that are not named. */
  public void retainSlices(Set<String> names, String version) {
    List.copyOf(slices.keySet()).stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> removeSlice(name, version));
  }

  /** All slices of the namespace, whatever their Service. */
  public Collection<Slice> slices() {
    return slices.values();
  }

  /** Registers {@code observer}, which is told at once what is known now. */
  public void watch(String service, Consumer<Resolution> observer) {
    watches.computeIfAbsent(service, this::newWatch).add(observer);
  }

  private ServiceWatch newWatch(String service) {
    ServiceWatch watch = new ServiceWatch();
    Resolution now = resolution(service);
    if (now != null) {
      watch.offer(now);
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

  /** As {@link #publish(Freshness)}, followed. */
  public void publish() {
    publish(Freshness.live());
  }

  /**
   * Tells the watches of changed Services what is known. The first call tells all of them, and so
   * does another freshness.
   */
  public void publish(Freshness now) {
    boolean all = !known || !now.equals(freshness);
    known = true;
    tell(all, now);
  }

  private void tell(boolean all, Freshness now) {
    freshness = now;
    if (all) {
      watches.keySet().forEach(this::tell);
    } else {
      changed.forEach(this::tell);
    }
    changed.clear();
  }

  /**
   * Tells all watches why nothing is known yet. After the first {@link #publish()} it does nothing.
   */
  public void publishUnknown(Resolution.Unknown why) {
    if (!known && slicesOnly == null) {
      unknown = why;
      watches.keySet().forEach(this::tell);
    }
  }

  /**
   * Tells the watches of changed Services their slices, as long as the Services themselves may not
   * be read. After the first {@link #publish()} it does nothing.
   *
   * @param now of the slices
   */
  public void publishSlicesOnly(Trouble why, Freshness now) {
    if (!known) {
      boolean all = slicesOnly == null || !now.equals(freshness);
      slicesOnly = why;
      tell(all, now);
    }
  }

  private void tell(String service) {
    ServiceWatch watch = watches.get(service);
    Resolution now = resolution(service);
    if (watch != null && now != null) {
      watch.offer(now);
    }
  }

  /** Null as long as there is nothing to say. */
  private @Nullable Resolution resolution(String service) {
    TreeMap<String, Slice> ofService = slicesOfService.get(service);
    Collection<Slice> own = ofService == null ? Set.of() : ofService.values();
    if (known) {
      String version = versions.getOrDefault(service, "");
      return SnapshotAssembler.assemble(services.get(service), own, version, freshness);
    }
    return slicesOnly == null
        ? unknown
        : new Resolution.SlicesOnly(List.copyOf(own), slicesOnly, freshness);
  }
}
