package dev.fairlead.internal.kubernetes;

import java.io.IOException;

/** An object that is not what Kubernetes would send; the message says where and what instead. */
public final class UndecodableException extends IOException {
  private static final long serialVersionUID = 1L;

  UndecodableException(String message) {
    super(message);
  }
}
