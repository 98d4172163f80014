package dev.fairlead.internal.watching;

import java.io.IOException;

/** What a watch told is no event; nothing after it on that stream can be trusted. */
final class BrokenEventException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenEventException(Exception cause) {
    super("a watch told what is no event: " + cause.getMessage(), cause);
  }
}
