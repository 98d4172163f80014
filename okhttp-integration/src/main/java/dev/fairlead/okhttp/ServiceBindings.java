package dev.fairlead.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The Services that the clients of one {@link Fairlead} call, and the connections to them. One is
 * given up when it was not called for some minutes; its target then expires in its own time.
 *
 * <p>A call reads a map and no clock: how long ago the last one was, the sweep finds out.
 */
final class ServiceBindings implements AutoCloseable {
  private static final int MOST = 1_000;
  private static final Duration SWEEP = Duration.ofSeconds(10);

  /** Five minutes. */
  static final int SWEEPS_UNTIL_IDLE = 30;

  private final Fairlead fairlead;
  private final Duration pause;
  private final Retirement retirement = new Retirement();
  private final Map<ServicePlace, BoundService> services = new ConcurrentHashMap<>();

  private volatile boolean closed;

  ServiceBindings(Fairlead fairlead) {
    this(fairlead, SWEEP);
  }

  /**
   * @param pause from one sweep to the next
   */
  ServiceBindings(Fairlead fairlead, Duration pause) {
    this.fairlead = fairlead;
    this.pause = pause;
    sweepLater();
  }

  Fairlead fairlead() {
    return fairlead;
  }

  /** The Service of {@code place}, if calls went to its endpoints lately. */
  @Nullable BoundService known(ServicePlace place) {
    BoundService service = services.get(place);
    if (service != null) {
      service.use();
    }
    return service;
  }

  /** The target that the URL names; null when it names no Service, or after the end. */
  @Nullable LoadBalancer balancer(HttpUrl url) {
    ServiceKey service = closed ? null : fairlead.hosts().resolve(url.host());
    if (service == null) {
      return null;
    }
    try {
      return fairlead.loadBalancer(new Target(service, new PortRef.Numbered(url.port())));
    } catch (IllegalStateException e) {
      return null; // closed at this moment
    }
  }

  /** The Service of {@code place}, from now on; null after the end. */
  @Nullable BoundService bind(ServicePlace place, Target target) {
    try {
      if (closed) {
        return null;
      }
      BoundService service =
          services.computeIfAbsent(
              place, one -> new BoundService(fairlead, one, target, retirement));
      if (closed) { // at this moment, and may have been overlooked
        giveUp(place, service);
        return null;
      }
      return service;
    } catch (IllegalStateException e) {
      return null; // closed at this moment
    }
  }

  private void sweepLater() {
    retirement.later(pause.toMillis(), this::sweep);
  }

  private void sweep() {
    if (!closed) {
      sweepLater();
      look();
    }
  }

  /** Gives up what was not called for many of these in a row, and the idlest beyond the limit. */
  void look() {
    services.forEach(
        (place, service) -> {
          if (service.sweep() < SWEEPS_UNTIL_IDLE) {
            service.keepSelected();
          } else {
            giveUp(place, service);
          }
        });
    services.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparingInt(BoundService::idle)))
        .skip(MOST)
        .forEach(idlest -> giveUp(idlest.getKey(), idlest.getValue()));
  }

  private void giveUp(ServicePlace place, BoundService service) {
    if (services.remove(place, service)) {
      service.close();
    }
  }

  /** How many endpoints are bound, of all Services. */
  int size() {
    return services.values().stream().mapToInt(BoundService::size).sum();
  }

  /** Gives everything back; calls under way go on, later ones go by name. */
  @Override
  public void close() {
    closed = true;
    services.forEach(this::giveUp);
  }
}
