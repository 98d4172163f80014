package dev.fairlead.internal.selection;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Explanation.Exclusion;
import dev.fairlead.api.Why;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what is left out and why; or notes nothing, when only the selection is wanted. */
final class Exclusions {
  private static final Exclusions IGNORED = new Exclusions(null);

  private final @Nullable List<Exclusion> list;

  private Exclusions(@Nullable List<Exclusion> list) {
    this.list = list;
  }

  static Exclusions ignored() {
    return IGNORED;
  }

  static Exclusions collected() {
    return new Exclusions(new ArrayList<>());
  }

  /** False when the notes are thrown away, so that finding the cause can be saved. */
  boolean wanted() {
    return list != null;
  }

  void add(EndpointRecord endpoint, @Nullable Integer port, Why why) {
    if (list != null) {
      list.add(new Exclusion(endpoint, port, why));
    }
  }

  void add(Endpoint endpoint, Why why) {
    add(endpoint.record(), endpoint.port(), why);
  }

  List<Exclusion> list() {
    return list == null ? List.of() : list;
  }
}
