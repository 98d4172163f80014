package dev.fairlead.cli;

import dev.fairlead.api.Location;
import dev.fairlead.api.Query;
import dev.fairlead.api.Target;

/** What is asked, and from where. */
record Question(Target target, Query query, Location location) {

  /**
   * Reads {@code SERVICE[.NAMESPACE][:PORT]}.
   *
   * @throws BadInputException naming the text, what is wrong with it and the right form
   */
  static Target target(String text, String ownNamespace) {
    try {
      return Target.parse(text, ownNamespace);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }
}
