package dev.fairlead.e2e;

/** What became of one call; its text tells what happened on the wire. */
interface Trace {

  /** From here on nobody can say whether a pod handled the request. */
  boolean sent();

  /** Since the call began. */
  long nanos();
}
