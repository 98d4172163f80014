package dev.fairlead.spring;

/** The place that endpoints are to come from is not there: no cluster, or no usable kubeconfig. */
final class OriginException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  OriginException(String source, RuntimeException cause) {
    super("fairlead.source=" + source + ": " + cause.getMessage(), cause);
  }
}
