package dev.fairlead.cli;

import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Slice;
import dev.fairlead.internal.kubernetes.ObjectDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects Services and EndpointSlices from texts; other kinds are counted and passed over. */
final class ManifestReader {
  private static final String SLICE_GROUP = "discovery.k8s.io/";

  private final List<String> names = new ArrayList<>();
  private final Map<ServiceKey, Found<Service>> services = new LinkedHashMap<>();
  private final Map<SliceKey, Found<Slice>> slices = new LinkedHashMap<>();
  private int others;

  private record Found<T>(T value, ManifestObject object) {}

  private record SliceKey(String namespace, String name) {}

  void read(ManifestText text) {
    names.add(text.name());
    ManifestDocuments.read(text).forEach(this::object);
  }

  private void object(ManifestObject object) {
    if (object.isList()) {
      object.items().forEach(item -> object(ManifestDocuments.required(item)));
    } else if (object.kind().equals("Service") && inGroup(object, "v1")) {
      Service service = object.decode(ObjectDecoder::service);
      add(services, service.key(), new Found<>(service, object));
    } else if (object.kind().equals("EndpointSlice")
        && (object.apiVersion().isEmpty() || object.apiVersion().startsWith(SLICE_GROUP))) {
      slice(object);
    } else {
      others++;
    }
  }

  private static boolean inGroup(ManifestObject object, String version) {
    return object.apiVersion().isEmpty() || object.apiVersion().equals(version);
  }

  private void slice(ManifestObject object) {
    if (!inGroup(object, SLICE_GROUP + "v1")) {
      throw new BadInputException(
          object.place()
              + ": "
              + object
              + " is of "
              + object.apiVersion()
              + "; only discovery.k8s.io/v1 is read. Ask for it by its full name: kubectl get"
              + " endpointslices.v1.discovery.k8s.io -o yaml");
    }
    Slice slice = object.decode(ObjectDecoder::slice);
    SliceKey key = new SliceKey(slice.service().namespace(), slice.name());
    add(slices, key, new Found<>(slice, object));
  }

  private static <K, T> void add(Map<K, Found<T>> all, K key, Found<T> found) {
    Found<T> earlier = all.putIfAbsent(key, found);
    if (earlier != null && !earlier.value().equals(found.value())) {
      throw new BadInputException(
          found.object().place()
              + ": "
              + found.object()
              + " is also at "
              + earlier.object().place()
              + ", and they differ. Leave one of them out");
    }
  }

  /** Everything read so far. */
  Manifests manifests() {
    if (services.isEmpty() && slices.isEmpty()) {
      throw new BadInputException(
          "No Service and no EndpointSlice in "
              + String.join(", ", names)
              + passedOver()
              + ". "
              + Advice.GET);
    }
    Map<ServiceKey, Service> found = new LinkedHashMap<>();
    services.forEach((key, service) -> found.put(key, service.value()));
    return new Manifests(found, slices.values().stream().map(Found::value).toList());
  }

  private String passedOver() {
    return switch (others) {
      case 0 -> "";
      case 1 -> " (1 object of another kind passed over)";
      default -> " (" + others + " objects of other kinds passed over)";
    };
  }
}
