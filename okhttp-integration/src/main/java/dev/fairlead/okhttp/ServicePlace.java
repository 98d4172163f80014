package dev.fairlead.okhttp;

import org.jspecify.annotations.Nullable;

/**
 * Host and port of URLs, for clients of the same settings: those share connections. A key that is
 * made for each call, so it compares what differs most, first.
 */
final class ServicePlace {
  private final String host;
  private final int port;
  private final OkHttpSettings settings;

  ServicePlace(String host, int port, OkHttpSettings settings) {
    this.host = host;
    this.port = port;
    this.settings = settings;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  OkHttpSettings settings() {
    return settings;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof ServicePlace other
        && port == other.port
        && host.equals(other.host)
        && settings.maxIdleConnections() == other.settings.maxIdleConnections()
        && settings.keepAlive().equals(other.settings.keepAlive());
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
