package dev.fairlead.api;

/** What is known of a Service. Each case is a different answer to a caller. */
public sealed interface Resolution {

  /**
   * Not yet known: the first complete list has not arrived.
   *
   * @param state what is being waited for, for people; empty when nothing has gone wrong so far
   */
  record Pending(String state) implements Resolution {}

  /**
   * The API server refused to tell (401 or 403).
   *
   * @param explanation verb, resource, namespace and the permission to grant
   */
  record Refused(String explanation) implements Resolution {}

  /** There is no source of endpoints: outside a cluster, with nothing configured. */
  record NoSource(String explanation) implements Resolution {}

  /** Known, with no Service of that name. */
  record NotFound() implements Resolution {}

  /** Known. */
  record Found(ServiceSnapshot snapshot) implements Resolution {}
}
