package dev.fairlead.okhttp;

import dev.fairlead.Fairlead;

/** For programs that look for what is left behind. */
public final class BoundEndpoints {
  private BoundEndpoints() {}

  /**
   * How many endpoints the clients of {@code fairlead}, of which there is one, have bindings to.
   */
  public static int count(Fairlead fairlead) {
    ServiceBindings bindings =
        fairlead.shared(
            ServiceBindings.class,
            () -> {
              throw new IllegalStateException("Nothing is installed");
            });
    return bindings.size();
  }
}
