package dev.fairlead.internal.kubernetes;

/** This is a pod, and its service account is not mounted. */
final class NoAccountException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NoAccountException(String message, Throwable cause) {
    super(message, cause);
  }
}
