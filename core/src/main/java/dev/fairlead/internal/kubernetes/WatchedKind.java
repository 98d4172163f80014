package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.internal.discovery.NamespaceState;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.util.function.Consumer;

/** The two kinds of objects that are watched, and what an object of each changes. */
enum WatchedKind {
  SERVICE("", "Service", "services") {
    @Override
    Consumer<NamespaceState> appeared(JsonParser object, String version) throws IOException {
      Service service = ObjectDecoder.service(object);
      return state -> state.put(service, version);
    }

    @Override
    Consumer<NamespaceState> gone(String name, String version) {
      return state -> state.removeService(name, version);
    }
  },

  ENDPOINT_SLICE("discovery.k8s.io", "EndpointSlice", "endpointslices") {
    @Override
    Consumer<NamespaceState> appeared(JsonParser object, String version) throws IOException {
      Slice slice = ObjectDecoder.slice(object);
      return state -> state.put(slice, version);
    }

    @Override
    Consumer<NamespaceState> gone(String name, String version) {
      return state -> state.removeSlice(name, version);
    }
  };

  private final String group;
  private final String kind;
  private final String plural;

  WatchedKind(String group, String kind, String plural) {
    this.group = group;
    this.kind = kind;
    this.plural = plural;
  }

  /** Decodes an object, on any thread; the result is applied on the control plane. */
  abstract Consumer<NamespaceState> appeared(JsonParser object, String version) throws IOException;

  abstract Consumer<NamespaceState> gone(String name, String version);

  /** {@code services} or {@code endpointslices.discovery.k8s.io}, as in a Role. */
  String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
