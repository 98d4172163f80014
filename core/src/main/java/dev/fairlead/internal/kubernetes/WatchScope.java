package dev.fairlead.internal.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * What a pair of watches covers: one Service with its slices, or all of a namespace. Never more.
 *
 * @param service null for all of the namespace
 */
record WatchScope(String namespace, @Nullable String service) {

  static WatchScope all(String namespace) {
    return new WatchScope(namespace, null);
  }

  /** The collection of {@code kind} with its selector, to which a query is appended. */
  String collection(WatchedKind kind) {
    String selector = service == null ? "" : kind.selector(service) + "&";
    return kind.path(namespace) + "?" + selector;
  }
}
