package dev.fairlead.okhttp;

import dev.fairlead.api.ServiceHosts;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * No proxy for Services; for other hosts, to which a redirect may lead, the client's own. OkHttp
 * compares it before it reuses a connection: equal for the same proxies.
 */
final class DirectToServices extends ProxySelector {
  private final ServiceHosts hosts;
  private final @Nullable Proxy proxy;
  private final ProxySelector selector;

  /**
   * @param proxy the client's; before its selector, null when it has none
   */
  DirectToServices(ServiceHosts hosts, @Nullable Proxy proxy, ProxySelector selector) {
    this.hosts = hosts;
    this.proxy = proxy;
    this.selector = selector;
  }

  @SuppressWarnings("ReferenceEquality") // a quick look; equals() has the last word
  boolean are(@Nullable Proxy other, ProxySelector otherSelector) {
    return proxy == other && selector == otherSelector;
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost();
    if (host != null && hosts.resolve(host) != null) {
      return List.of(Proxy.NO_PROXY);
    }
    return proxy != null ? List.of(proxy) : selector.select(uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    if (proxy == null) {
      selector.connectFailed(uri, address, e);
    }
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof DirectToServices other
        && Objects.equals(proxy, other.proxy)
        && selector.equals(other.selector);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(proxy) + selector.hashCode();
  }
}
