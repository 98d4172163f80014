package dev.fairlead.internal.watching;

import java.io.IOException;
import java.time.Duration;

/** Connected, and nothing comes. */
public final class SilenceException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param time told in whole seconds
   */
  public SilenceException(Duration time) {
    super("nothing came for " + time.toSeconds() + " s");
  }
}
