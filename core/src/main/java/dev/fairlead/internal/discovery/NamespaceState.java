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
  private final SliceIndex slices = new SliceIndex();
  private final Map<String, ServiceWatch> watches = new HashMap<>();
  private final Map<String, String> versions = new HashMap<>();
  private final UnreadObjects unreadServices = new UnreadObjects();
  private final UnreadObjects unreadSlices = new UnreadObjects();
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
    read(unreadServices.remove(service.key().name()));
    changed(service.key().name(), version);
  }

  public void removeService(String name, String version) {
    services.remove(name);
    read(unreadServices.remove(name));
    changed(name, version);
  }

  /** Nothing says which Services the object made uncertain. */
  private void read(boolean wasUnread) {
    if (wasUnread) {
      changed.addAll(watches.keySet());
    }
  }

  /** Puts a slice in, or in place of its former content; it may have changed its Service. */
  public void put(Slice slice, String version) {
    removeSlice(slice.name(), version);
    slices.put(slice);
    changed(slice.service().name(), version);
  }

  private void changed(String service, String version) {
    changed.add(service);
    if (services.containsKey(service) || !slices.of(service).isEmpty()) {
      versions.put(service, version);
    } else {
      versions.remove(service);
    }
  }

  public void removeSlice(String name, String version) {
    read(unreadSlices.remove(name));
    Slice former = slices.remove(name);
    if (former != null) {
      changed(former.service().name(), version);
    }
  }

  /** A Service is there and not understood; what was known of it stays in use. */
  public void unreadService(String name, Trouble why) {
    unreadServices.add(name, name, why);
    changed.add(name);
  }

  /**
   * A slice is there and not understood; what was known of it stays in use.
   *
   * @param service empty for none: then it is as good as gone; null when it is not known
   */
  public void unreadSlice(String name, @Nullable String service, Trouble why) {
    if (service != null && service.isEmpty()) {
      removeSlice(name, "");
      return;
    }
    Slice former = slices.get(name);
    String of = service == null && former != null ? former.service().name() : service;
    unreadSlices.add(name, of, why);
    changed.addAll(of == null ? watches.keySet() : Set.of(of));
  }

  /** Removes the Services that are not named. */
  public void retainServices(Set<String> names, String version) {
    read(unreadServices.retain(names));
    List.copyOf(services.keySet()).stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> removeService(name, version));
  }

  /** Removes the slices that are not named. */
  public void retainSlices(Set<String> names, String version) {
    read(unreadSlices.retain(names));
    slices.besides(names).forEach(name -> removeSlice(name, version));
  }

  /** All slices of the namespace, whatever their Service. */
  public Collection<Slice> slices() {
    return slices.all();
  }

  /** Whether a Service that is watched has endpoints that depend on the caller's node. */
  public boolean dependsOnNode() {
    return watches.keySet().stream()
        .anyMatch(name -> NodeDependence.of(services.get(name), slices.of(name)));
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

  /** Those who watch a Service, to be told elsewhere from now on; null when nobody does. */
  public @Nullable ServiceWatch release(String service) {
    return watches.remove(service);
  }

  /** Takes over those who watch a Service, and tells them what is new to them. */
  public void adopt(String service, ServiceWatch observers) {
    watches.put(service, observers);
    tell(service);
  }

  /** Whether an object of this Service is not understood at present. */
  public boolean isUnread(String service) {
    return unreadServices.of(service) != null || unreadSlices.of(service) != null;
  }

  /** Whether nobody watches. */
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

  /** Tells all watches why nothing is known yet; nothing after the first {@link #publish()}. */
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
    Collection<Slice> own = slices.of(service);
    if (known) {
      Service object = services.get(service);
      Trouble unread = unreadServices.of(service);
      if (object == null && unread != null) {
        return new Resolution.Pending(unread);
      }
      String version = versions.getOrDefault(service, "");
      return SnapshotAssembler.assemble(object, own, version, freshness(service, unread));
    }
    return slicesOnly == null
        ? unknown
        : new Resolution.SlicesOnly(
            List.copyOf(own), slicesOnly, freshness(service, unreadServices.of(service)));
  }

  /** What cannot be followed comes first; an object that is not understood is a smaller trouble. */
  private Freshness freshness(String service, @Nullable Trouble unreadService) {
    Trouble unread = unreadService == null ? unreadSlices.of(service) : unreadService;
    return freshness.trouble() == null && unread != null ? new Freshness.Stale(unread) : freshness;
  }
}
