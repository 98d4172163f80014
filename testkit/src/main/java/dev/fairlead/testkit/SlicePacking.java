package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Distributes the endpoints of one {@link SliceGroup} over slices as the EndpointSlice controller
 * does: an endpoint stays in its slice, a new one takes a free place, preferably in a slice that
 * changes anyway, and slices are not merged merely because they could be.
 */
final class SlicePacking {
  static final int MAX_ENDPOINTS = 100;

  private final List<Packed> slices = new ArrayList<>();

  /**
   * A slice and what it is to contain; {@code name} is empty for a new one, touched if it lost one.
   */
  record Packed(String name, List<ObjectNode> endpoints, boolean touched) {
    boolean isFull() {
      return endpoints.size() >= MAX_ENDPOINTS;
    }
  }

  /**
   * Packs.
   *
   * @param existing the slices of the group
   * @param wanted the endpoints by identity; the ones found in a slice are taken out
   */
  static List<Packed> pack(List<ObjectNode> existing, Map<String, ObjectNode> wanted) {
    SlicePacking packing = new SlicePacking();
    existing.forEach(slice -> packing.keep(slice, wanted));
    packing.fill(wanted);
    return packing.slices;
  }

  /** What makes it the same endpoint after its conditions, node or hints have changed. */
  static String identity(JsonNode endpoint) {
    JsonNode pod = endpoint.path("targetRef");
    return endpoint.path("addresses").path(0).asText()
        + " "
        + pod.path("name").asText()
        + " "
        + pod.path("uid").asText();
  }

  private void keep(ObjectNode slice, Map<String, ObjectNode> wanted) {
    List<ObjectNode> kept = new ArrayList<>();
    boolean touched = false;
    for (JsonNode endpoint : slice.path("endpoints")) {
      ObjectNode same = wanted.remove(identity(endpoint));
      touched |= !endpoint.equals(same);
      if (same != null) {
        kept.add(same);
      }
    }
    slices.add(new Packed(Meta.name(slice), kept, touched));
  }

  private void fill(Map<String, ObjectNode> added) {
    slices.sort(Comparator.comparing(slice -> !slice.touched()));
    int index = 0;
    for (ObjectNode endpoint : added.values()) {
      while (index < slices.size() && slices.get(index).isFull()) {
        index++;
      }
      if (index == slices.size()) {
        slices.add(new Packed("", new ArrayList<>(), true));
      }
      slices.get(index).endpoints().add(endpoint);
    }
  }
}
