package dev.fairlead.spring;

/** Fairlead cannot be installed: an OkHttp that is too old, two of them, or a second Fairlead. */
final class OkHttpSetupException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  OkHttpSetupException(IllegalStateException cause) {
    super(cause.getMessage(), cause);
  }
}
