package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/** The transport protocol of a port, as in Kubernetes. */
public enum Protocol {
  TCP,
  UDP,
  SCTP;

  /**
   * Absent or empty text is TCP, Kubernetes' default; null for a protocol Kubernetes does not have.
   */
  public static @Nullable Protocol parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return TCP;
    }
    for (Protocol protocol : values()) {
      if (protocol.name().equals(text)) {
        return protocol;
      }
    }
    return null;
  }
}
