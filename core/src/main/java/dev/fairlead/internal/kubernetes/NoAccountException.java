package dev.fairlead.internal.kubernetes;

/** This is a pod, and its service account is not mounted. */
final class NoAccountException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String explanation;

  NoAccountException(String explanation, Throwable cause) {
    super(explanation, cause);
    this.explanation = explanation;
  }

  String explanation() {
    return explanation;
  }
}
