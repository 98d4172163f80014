package dev.fairlead.cli;

/** Input that cannot be answered. The message says where, what is wrong and what to do: exit 2. */
final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }

  BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
