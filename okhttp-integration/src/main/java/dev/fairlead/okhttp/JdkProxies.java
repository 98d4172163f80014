package dev.fairlead.okhttp;

import java.net.ProxySelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that system properties name: what nearly every client asks, as it is the JDK's own
 * selector, and nearly always in vain. Where they name none, calls to Services are direct without
 * our doing.
 */
final class JdkProxies {
  private static final List<String> HOSTS =
      List.of("http.proxyHost", "https.proxyHost", "proxyHost", "socksProxyHost");

  /** Null when somebody had set another one before the first call. */
  private static final @Nullable ProxySelector SELECTOR = selector();

  private JdkProxies() {}

  private static @Nullable ProxySelector selector() {
    ProxySelector selector = ProxySelector.getDefault();
    return selector != null
            && selector.getClass().getName().equals("sun.net.spi.DefaultProxySelector")
        ? selector
        : null;
  }

  /** Whether {@code selector} asks them and nothing else. */
  @SuppressWarnings("ReferenceEquality") // the JDK has one
  static boolean areAskedBy(ProxySelector selector) {
    return selector == SELECTOR;
  }

  /** Whether there may be one. Properties may be set at any time. */
  static boolean areSet() {
    return Boolean.getBoolean("java.net.useSystemProxies")
        || HOSTS.stream().anyMatch(host -> System.getProperty(host) != null);
  }
}
