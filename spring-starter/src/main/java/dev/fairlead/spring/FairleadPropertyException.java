package dev.fairlead.spring;

import org.jspecify.annotations.Nullable;

/** A property of Fairlead has a value that cannot be, alone or beside another one. */
final class FairleadPropertyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String action;

  /**
   * @param property the name of the property to look at
   * @param problem what is wrong with it
   * @param action what to do
   */
  FairleadPropertyException(
      String property, String problem, String action, @Nullable Throwable cause) {
    super(property + ": " + problem, cause);
    this.action = action;
  }

  String action() {
    return action;
  }
}
