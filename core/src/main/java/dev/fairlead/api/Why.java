package dev.fairlead.api;

/** Why one endpoint of a Service was left out of a selection. */
public enum Why {
  /** Its slice is of another address family than the one asked for. */
  OTHER_FAMILY("its slice is of another address family"),
  /** Its slice has no port of that name and protocol. */
  NO_SUCH_PORT("its slice has no such port"),
  /** It has no address, or none that is an IP address. */
  NO_ADDRESS("it has no IP address"),
  /** Another record of the same address and port was taken. */
  DUPLICATE("another record of the same address and port counts"),
  /** Not ready, and not draining either. */
  NOT_READY("not ready"),
  /** It drains, and what drains is not needed or not allowed. */
  TERMINATING("terminating, and not needed as the last resort"),
  /** A Local policy applies and it is on another node. */
  OTHER_NODE("policy Local, and it is not on the own node"),
  /** Hints apply and name other nodes or zones for it. */
  HINTED_ELSEWHERE("its hints name other nodes or zones"),
  /**
   * Kubernetes does not look at its slice for this Service at all: the Service is an ExternalName
   * or not reachable from outside, or the slice is marked headless and the Service is not.
   */
  NOT_CONSULTED("Kubernetes does not consult its slice for this Service");

  private final String text;

  Why(String text) {
    this.text = text;
  }

  /** The cause in words. */
  public String text() {
    return text;
  }
}
