package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Distributes the endpoints of one {@link SliceGroup} over slices as the EndpointSlice controller
 * does: an endpoint stays in its slice; new ones take the free places of slices that change anyway,
 * the fullest first; the rest goes together into one other slice that has room for all of it, or
 * into new ones. Slices are not merged merely because they could be.
 */
final class SlicePacking {
  static final int MAX_ENDPOINTS = 100;

  private final List<Packed> slices = new ArrayList<>();

  /**
   * A slice and what it is to contain; {@code name} is empty for a new one, touched if it lost or
   * changed one.
   */
  record Packed(String name, List<ObjectNode> endpoints, boolean touched) {
    boolean isFull() {
      return endpoints.size() >= MAX_ENDPOINTS;
    }

    /** Whether it is filled up first; one that has lost all its endpoints is given up instead. */
    boolean changesAnyway() {
      return touched && !endpoints.isEmpty();
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
    packing.add(new ArrayDeque<>(wanted.values()));
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

  private void add(Deque<ObjectNode> added) {
    slices.stream()
        .filter(Packed::changesAnyway)
        .sorted(Comparator.comparingInt(slice -> -slice.endpoints().size()))
        .forEach(slice -> fill(slice, added));
    while (!added.isEmpty()) {
      Packed target = closestFit(added.size());
      if (target == null) {
        target = new Packed("", new ArrayList<>(), true);
        slices.add(target);
      }
      fill(target, added);
    }
  }

  private static void fill(Packed slice, Deque<ObjectNode> endpoints) {
    while (!endpoints.isEmpty() && !slice.isFull()) {
      slice.endpoints().add(endpoints.removeFirst());
    }
  }

  /** The unchanged slice that all of them fit into with the least room left over. */
  private @Nullable Packed closestFit(int endpoints) {
    return slices.stream()
        .filter(slice -> !slice.touched())
        .filter(slice -> slice.endpoints().size() + endpoints <= MAX_ENDPOINTS)
        .max(Comparator.comparingInt(slice -> slice.endpoints().size()))
        .orElse(null);
  }
}
