package dev.fairlead.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pod of any name and uid. */
record PlainPodRef(String name, @Nullable String uid) implements PodRef {
  PlainPodRef {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public String toString() {
    return name + "/" + uid;
  }
}
