package dev.fairlead.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.internal.kubernetes.ObjectDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All objects of a namespace at one moment, as the API server lists them: the truth. */
record NamespaceObjects(Map<String, Service> services, List<Slice> slices) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static NamespaceObjects of(ObjectApi api) {
    Map<String, Service> services = new HashMap<>();
    List<Slice> slices = new ArrayList<>();
    try {
      for (JsonNode item : api.list("services").path("items")) {
        try (JsonParser parser = MAPPER.treeAsTokens(item)) {
          Service service = ObjectDecoder.service(parser);
          services.put(service.key().name(), service);
        }
      }
      for (JsonNode item : api.list("endpointslices").path("items")) {
        try (JsonParser parser = MAPPER.treeAsTokens(item)) {
          slices.add(ObjectDecoder.slice(parser));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new NamespaceObjects(services, slices);
  }

  Resolution resolution(String service) {
    return resolution(service, services, slices);
  }

  /** What is to be told of {@code service}, if these are all objects. */
  static Resolution resolution(
      String service, Map<String, Service> services, Collection<Slice> slices) {
    Service known = services.get(service);
    if (known == null) {
      return new Resolution.NotFound();
    }
    List<Slice> own =
        slices.stream()
            .filter(slice -> slice.service().name().equals(service))
            .sorted(Comparator.comparing(Slice::name))
            .toList();
    return new Resolution.Found(new ServiceSnapshot(known, own));
  }
}
