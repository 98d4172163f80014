package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/** The address family of a Service or a slice. Families are never mixed in one answer. */
public enum IpFamily {
  IPV4("IPv4"),
  IPV6("IPv6");

  private final String text;

  IpFamily(String text) {
    this.text = text;
  }

  /** The family as Kubernetes writes it, or null for anything else ({@code FQDN} included). */
  public static @Nullable IpFamily parse(@Nullable String text) {
    for (IpFamily family : values()) {
      if (family.text.equals(text)) {
        return family;
      }
    }
    return null;
  }

  /** The family that the form of {@code address} shows; null when it is empty. */
  public static @Nullable IpFamily of(String address) {
    if (address.isEmpty()) {
      return null;
    }
    return address.indexOf(':') >= 0 ? IPV6 : IPV4;
  }

  @Override
  public String toString() {
    return text;
  }
}
