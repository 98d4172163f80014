package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the EndpointSlices of a Service as the controller in a real cluster does, whenever its
 * endpoints or the Service itself change. Thread-safe: one reconciliation at a time.
 */
final class SliceController {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
  private static final String CONTROLLER = "endpointslice-controller.k8s.io";
  private static final String HEADLESS = "service.kubernetes.io/headless";
  private static final SliceGroup PLACEHOLDER = new SliceGroup("IPv4", new TreeMap<>());

  /** The characters of generated names in Kubernetes: none that could spell a word. */
  private static final String SUFFIX_CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";

  private final ObjectStore store;
  private final Random random = new Random(1);

  /** The endpoints last wanted, by the key of their Service. */
  private final Map<String, List<SliceEndpoint>> endpoints = new HashMap<>();

  SliceController(ObjectStore store) {
    this.store = store;
  }

  /** Makes the slices of the Service say what is wanted, with as few writes as the controller's. */
  synchronized void reconcile(String namespace, String service, List<SliceEndpoint> wanted) {
    EndpointRules rules = EndpointRules.of(store.get(Kind.SERVICE, namespace, service));
    var groups = byGroup(namespace, wanted, rules);
    endpoints.put(Kind.SERVICE.key(namespace, service), List.copyOf(wanted));
    Map<SliceGroup, List<ObjectNode>> existing = existing(namespace, service);
    Map<String, String> spare = new LinkedHashMap<>();
    List<ObjectNode> writes = new ArrayList<>();
    for (var group : groups.entrySet()) {
      List<ObjectNode> slices = existing.getOrDefault(group.getKey(), List.of());
      existing.remove(group.getKey());
      for (SlicePacking.Packed packed : SlicePacking.pack(slices, group.getValue())) {
        if (packed.endpoints().isEmpty()) {
          spare.put(packed.name(), group.getKey().addressType());
        } else {
          writes.add(slice(group.getKey(), packed));
        }
      }
    }
    existing.forEach(
        (group, slices) ->
            slices.forEach(slice -> spare.put(Meta.name(slice), group.addressType())));
    if (writes.isEmpty()) {
      writes.add(PLACEHOLDER.emptySlice());
    }
    write(namespace, service, writes, spare);
  }

  /** The Service was written: its slices follow, if it was given endpoints. */
  synchronized void serviceChanged(String namespace, String service) {
    List<SliceEndpoint> wanted = endpoints.get(Kind.SERVICE.key(namespace, service));
    if (wanted != null) {
      reconcile(namespace, service, wanted);
    }
  }

  /** The Service was deleted: its endpoints are forgotten, its slices stay. */
  synchronized void serviceDeleted(String namespace, String service) {
    endpoints.remove(Kind.SERVICE.key(namespace, service));
  }

  /** All objects, and what the slices among them follow. */
  synchronized Backup backup() {
    return store.backup(endpoints);
  }

  synchronized void restore(Backup backup) {
    store.restore(backup);
    endpoints.clear();
    endpoints.putAll(backup.endpoints);
  }

  /** The endpoints by what their slices have in common, and then by identity. */
  private static Map<SliceGroup, Map<String, ObjectNode>> byGroup(
      String namespace, List<SliceEndpoint> wanted, EndpointRules rules) {
    Map<SliceGroup, Map<String, ObjectNode>> groups = new LinkedHashMap<>();
    for (SliceEndpoint endpoint : wanted) {
      ObjectNode json = endpoint.toJson(namespace);
      rules.apply(json);
      Map<String, ObjectNode> group =
          groups.computeIfAbsent(SliceGroup.of(endpoint), g -> new LinkedHashMap<>());
      if (group.put(SlicePacking.identity(json), json) != null) {
        throw new IllegalArgumentException("endpoint listed twice: " + endpoint);
      }
    }
    return groups;
  }

  private static ObjectNode slice(SliceGroup group, SlicePacking.Packed packed) {
    ObjectNode slice = group.emptySlice();
    slice.withArray("endpoints").addAll(packed.endpoints());
    if (!packed.name().isEmpty()) {
      slice.putObject("metadata").put("name", packed.name());
    }
    return slice;
  }

  /**
   * A new slice takes over the name of one that is no longer needed; what is left is deleted.
   *
   * @param spare the address types of slices that are not needed, by name
   */
  private void write(
      String namespace, String service, List<ObjectNode> slices, Map<String, String> spare) {
    for (ObjectNode slice : slices) {
      ObjectNode metadata = slice.withObjectProperty("metadata");
      if (Meta.name(slice).isEmpty()) {
        String reused = takeSpare(spare, slice.path("addressType").asText());
        metadata.put("name", reused == null ? freeName(namespace, service) : reused);
      }
      metadata.put("generateName", service + "-").put("namespace", namespace);
      describe(metadata, namespace, service);
      store.put(Kind.ENDPOINT_SLICE, slice);
    }
    spare.keySet().forEach(name -> store.delete(Kind.ENDPOINT_SLICE, namespace, name));
  }

  /** The address type of a slice is for life. */
  private static @Nullable String takeSpare(Map<String, String> spare, String addressType) {
    for (Map.Entry<String, String> slice : spare.entrySet()) {
      if (slice.getValue().equals(addressType)) {
        spare.remove(slice.getKey());
        return slice.getKey();
      }
    }
    return null;
  }

  /** Labels and owner: those of the Service, if there is one, and the controller's own. */
  private void describe(ObjectNode metadata, String namespace, String service) {
    ObjectNode labels = metadata.putObject("labels");
    ObjectNode owner = store.get(Kind.SERVICE, namespace, service);
    if (owner != null) {
      if (Meta.labels(owner) instanceof ObjectNode inherited) {
        labels.setAll(inherited);
      }
      if (owner.path("spec").path("clusterIP").asText().equals("None")) {
        labels.put(HEADLESS, "");
      }
      metadata
          .putArray("ownerReferences")
          .addObject()
          .put("apiVersion", "v1")
          .put("kind", "Service")
          .put("name", service)
          .put("uid", Meta.text(owner, "uid"))
          .put("controller", true)
          .put("blockOwnerDeletion", true);
    }
    labels.put(MANAGED_BY, CONTROLLER).put(SERVICE_NAME, service);
  }

  /** The slices of the Service that this controller has written, not those applied by hand. */
  private Map<SliceGroup, List<ObjectNode>> existing(String namespace, String service) {
    Map<SliceGroup, List<ObjectNode>> groups = new LinkedHashMap<>();
    for (ObjectNode slice : store.now(Kind.ENDPOINT_SLICE).objects().values()) {
      JsonNode labels = Meta.labels(slice);
      if (Meta.namespace(slice).equals(namespace)
          && labels.path(SERVICE_NAME).asText().equals(service)
          && labels.path(MANAGED_BY).asText().equals(CONTROLLER)) {
        groups.computeIfAbsent(SliceGroup.of(slice), g -> new ArrayList<>()).add(slice);
      }
    }
    return groups;
  }

  private String freeName(String namespace, String service) {
    while (true) {
      StringBuilder name = new StringBuilder(service).append('-');
      for (int i = 0; i < 5; i++) {
        name.append(SUFFIX_CHARACTERS.charAt(random.nextInt(SUFFIX_CHARACTERS.length())));
      }
      if (store.get(Kind.ENDPOINT_SLICE, namespace, name.toString()) == null) {
        return name.toString();
      }
    }
  }
}
