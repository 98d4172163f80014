package dev.fairlead.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.Lease;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * One host and port of URLs that stand for a target, and a binding for each endpoint that calls
 * went to. Holds the target; when an endpoint leaves it, its binding is retired.
 */
final class BoundService {
  private final Fairlead fairlead;
  private final ServicePlace place;
  private final Target target;
  private final Lease lease;
  private final Retirement retirement;
  private final Map<EndpointIdentity, EndpointBinding> bindings = new ConcurrentHashMap<>();

  /** The one used last, which is nearly always the one asked for. */
  private volatile @Nullable DirectToServices direct;

  /**
   * Looked at by the sweep: a proxy that is set while calls are made is heeded some seconds later.
   */
  private volatile boolean jdkProxies = JdkProxies.areSet();

  /** Set by calls, cleared by the sweep. */
  private volatile boolean used = true;

  /** Written by the sweep only. */
  private volatile int idle;

  BoundService(Fairlead fairlead, ServicePlace place, Target target, Retirement retirement) {
    this.fairlead = fairlead;
    this.place = place;
    this.target = target;
    this.retirement = retirement;
    this.lease = fairlead.lease(target, this::selected);
  }

  String host() {
    return place.host();
  }

  /** The port of the URL. */
  int port() {
    return place.port();
  }

  Target target() {
    return target;
  }

  LoadBalancer balancer() {
    return lease.loadBalancer();
  }

  EndpointBinding binding(Endpoint endpoint) {
    EndpointIdentity key = new EndpointIdentity(endpoint);
    EndpointBinding known = bindings.get(key);
    return known != null ? known : bindings.computeIfAbsent(key, one -> bind(endpoint));
  }

  private EndpointBinding bind(Endpoint endpoint) {
    OkHttpSettings settings = place.settings();
    ConnectionPool pool =
        new ConnectionPool(
            settings.maxIdleConnections(), settings.keepAlive().toMillis(), TimeUnit.MILLISECONDS);
    return new EndpointBinding(this, endpoint, pool);
  }

  /**
   * The client's proxies, but for Services; null when it has none, so that nothing is to be
   * changed, which costs a call as much as anything here.
   */
  @Nullable DirectToServices direct(@Nullable Proxy proxy, ProxySelector selector) {
    if (proxy == null && !jdkProxies && JdkProxies.areAskedBy(selector)) {
      return null;
    }
    DirectToServices last = direct;
    if (last == null || !last.are(proxy, selector)) {
      last = new DirectToServices(fairlead.hosts(), proxy, selector);
      direct = last;
    }
    return last;
  }

  /**
   * Where another port of the Service is, to which a redirect led: at the same pod if that may be
   * called, else anywhere.
   *
   * @throws ServiceUnreachableException when no endpoint of that port may be called
   */
  Endpoint at(int otherPort, Endpoint pod) throws IOException {
    Target other = new Target(target.service(), new PortRef.Numbered(otherPort));
    LoadBalancer balancer = fairlead.loadBalancer(other);
    try (Pick pick = balancer.pick()) {
      if (balancer.selection() instanceof Selection.Eligible eligible) {
        for (Endpoint endpoint : eligible.reachable()) {
          if (endpoint.address().equals(pod.address())) {
            return endpoint;
          }
        }
      }
      return pick.endpoint();
    } catch (NoEndpointException e) {
      throw Failures.nothingToCall(other, e);
    }
  }

  /** Notes a call. */
  void use() {
    if (!used) {
      used = true;
    }
  }

  /** For how many calls of this method in a row it was not used; 0 when it was. */
  int sweep() {
    idle = used ? 0 : idle + 1;
    used = false;
    jdkProxies = JdkProxies.areSet();
    return idle;
  }

  /** What the last sweep found. */
  int idle() {
    return idle;
  }

  /** Control plane of the Fairlead: hands over and is gone. */
  private void selected(Selection now, Route route) {
    if (!bindings.isEmpty()) {
      retirement.execute(() -> keepOnly(now));
    }
  }

  /**
   * Retires what is not selected any more. Called now and then too: a call that chose an endpoint
   * just before it left may bind it again just after.
   */
  void keepSelected() {
    keepOnly(balancer().selection());
  }

  private void keepOnly(Selection now) {
    Set<EndpointIdentity> selected = new HashSet<>();
    if (now instanceof Selection.Eligible eligible) {
      eligible.reachable().forEach(endpoint -> selected.add(new EndpointIdentity(endpoint)));
    }
    for (EndpointIdentity key : bindings.keySet()) {
      if (!selected.contains(key)) {
        retire(key);
      }
    }
  }

  private void retire(EndpointIdentity key) {
    EndpointBinding binding = bindings.remove(key);
    if (binding != null) {
      binding.retire();
    }
  }

  /** Gives the target back and retires everything; calls under way go on. */
  void close() {
    lease.close();
    retirement.execute(() -> bindings.keySet().forEach(this::retire));
  }

  /** How many endpoints are bound. */
  int size() {
    return bindings.size();
  }
}
