package dev.fairlead.internal.conformance;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Location;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.internal.selection.EndpointSelector;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One case: what Kubernetes says, who asks for what and where, and the right answer.
 *
 * @param service null when it does not exist
 */
public record ConformanceCase(
    String name,
    @Nullable Service service,
    List<Slice> slices,
    Location location,
    Query query,
    Answer expected) {

  public ConformanceCase {
    slices = List.copyOf(slices);
  }

  /**
   * An answer in the words of the format.
   *
   * @param endpoints {@code ip:port} each, compared as a set
   * @param reason null when there are endpoints
   * @param externalName only with the reason EXTERNAL_NAME
   */
  public record Answer(
      Set<String> endpoints, @Nullable Reason reason, @Nullable String externalName) {

    public Answer {
      endpoints = new TreeSet<>(endpoints);
    }

    /** A selection in the words of the format. */
    public static Answer of(Selection selection) {
      Set<String> endpoints = new TreeSet<>();
      if (selection instanceof Selection.Eligible eligible) {
        for (Endpoint endpoint : eligible.endpoints()) {
          endpoints.add(endpoint.toString());
        }
        return new Answer(endpoints, null, null);
      }
      Selection.Empty empty = (Selection.Empty) selection;
      return new Answer(endpoints, empty.reason(), empty.externalName());
    }

    @Override
    public String toString() {
      return reason == null
          ? endpoints.toString()
          : reason + (externalName == null ? "" : " " + externalName);
    }
  }

  /** What the selector answers. */
  public Answer actual() {
    return Answer.of(EndpointSelector.select(service, slices, query, location));
  }
}
