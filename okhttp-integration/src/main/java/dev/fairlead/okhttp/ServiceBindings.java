package dev.fairlead.okhttp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The Services that the clients of one {@link Fairlead} call, and the connections to them. One is
 * given up when it was not called for some minutes; its target then expires in its own time.
 */
final class ServiceBindings implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final int MOST = 1_000;
  private static final long SWEEP_MILLIS = 10_000;

  private final Fairlead fairlead;
  private final Retirement retirement = new Retirement();
  private final Cache<ServicePlace, BoundService> services =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterAccess(IDLE)
          .executor(Runnable::run)
          .<ServicePlace, BoundService>removalListener((place, service, cause) -> gone(service))
          .build();

  private volatile boolean closed;

  ServiceBindings(Fairlead fairlead) {
    this.fairlead = fairlead;
    sweepLater();
  }

  private static void gone(@Nullable BoundService service) {
    if (service != null) {
      service.close();
    }
  }

  Fairlead fairlead() {
    return fairlead;
  }

  /** The Service of {@code place}, if calls went to its endpoints lately. */
  @Nullable BoundService known(ServicePlace place) {
    return services.getIfPresent(place);
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
      return closed
          ? null
          : services.get(place, one -> new BoundService(fairlead, one, target, retirement));
    } catch (IllegalStateException e) {
      return null; // closed at this moment
    }
  }

  private void sweepLater() {
    retirement.later(SWEEP_MILLIS, this::sweep);
  }

  private void sweep() {
    if (!closed) {
      sweepLater();
      services.cleanUp();
      services.asMap().values().forEach(BoundService::keepSelected);
    }
  }

  /** How many endpoints are bound, of all Services. */
  int size() {
    return services.asMap().values().stream().mapToInt(BoundService::size).sum();
  }

  /** Gives everything back; calls under way go on, later ones go by name. */
  @Override
  public void close() {
    closed = true;
    services.invalidateAll();
    services.cleanUp();
  }
}
