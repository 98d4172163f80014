package dev.fairlead.api;

/** What is known of a Service. Each case is a different answer to a caller. */
public sealed interface Resolution {

  /** Known. */
  record Found(ServiceSnapshot snapshot) implements Resolution {}

  /** Known, with no Service of that name. */
  record NotFound() implements Resolution {}

  /** Not known; the explanation says why, for people. */
  sealed interface Unknown extends Resolution {
    /** What is waited for, who refused what, or what to configure; empty when nothing is wrong. */
    String explanation();
  }

  /** Not yet known: the first complete list has not arrived. */
  record Pending(String explanation) implements Unknown {}

  /** The API server refused to tell (401 or 403). */
  record Refused(String explanation) implements Unknown {}

  /** There is no source of endpoints: outside a cluster, with nothing configured. */
  record NoSource(String explanation) implements Unknown {}
}
