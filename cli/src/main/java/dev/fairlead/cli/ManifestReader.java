package dev.fairlead.cli;

import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Slice;
import dev.fairlead.internal.kubernetes.ObjectDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects Services and EndpointSlices from texts; other kinds are counted and passed over. */
final class ManifestReader {
  private static final String SLICE_GROUP = "discovery.k8s.io/";

  private final List<String> names = new ArrayList<>();
  private final Map<ServiceKey, Decoded<Service>> services = new LinkedHashMap<>();
  private final Map<SliceKey, Decoded<Slice>> slices = new LinkedHashMap<>();
  private int others;

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
      add(services, service.key(), new Decoded<>(service, object));
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
    add(slices, key, new Decoded<>(slice, object));
  }

  private static <K, T> void add(Map<K, Decoded<T>> all, K key, Decoded<T> found) {
    Decoded<T> earlier = all.putIfAbsent(key, found);
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

  /**
   * Everything read so far, from files.
   *
   * @throws BadInputException when there is neither a Service nor an EndpointSlice
   */
  Manifests manifests() {
    if (services.isEmpty() && slices.isEmpty()) {
      throw new BadInputException(
          "No Service and no EndpointSlice in "
              + String.join(", ", names)
              + passedOver()
              + ". "
              + Advice.GET);
    }
    return all(null);
  }

  /** Everything read so far, which may be nothing: what the API server at {@code address} has. */
  Manifests of(String address) {
    return all(address);
  }

  private Manifests all(@Nullable String cluster) {
    return new Manifests(new LinkedHashMap<>(services), List.copyOf(slices.values()), cluster);
  }

  private String passedOver() {
    return switch (others) {
      case 0 -> "";
      case 1 -> " (1 object of another kind passed over)";
      default -> " (" + others + " objects of other kinds passed over)";
    };
  }
}
