package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Decoder.Unread;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The two kinds of objects that are watched, and what an object of each changes. */
enum WatchedKind {
  SERVICE("", "services") {
    @Override
    Consumer<NamespaceState> appeared(JsonParser object, ObjectMetadata metadata)
        throws IOException {
      Service service = ObjectDecoder.service(object, metadata);
      String version = metadata.version;
      return state -> state.put(service, version);
    }

    @Override
    Consumer<NamespaceState> gone(String name, String version) {
      return state -> state.removeService(name, version);
    }

    @Override
    Consumer<NamespaceState> only(Set<String> names, String version) {
      return state -> state.retainServices(names, version);
    }

    @Override
    Consumer<NamespaceState> unread(Unread object, Trouble why) {
      return state -> state.unreadService(object.name(), why);
    }

    @Override
    @Nullable String serviceOf(ObjectMetadata metadata) {
      return metadata.name.isEmpty() ? null : metadata.name;
    }

    @Override
    String selector(String service) {
      return "fieldSelector=metadata.name%3D" + service;
    }
  },

  ENDPOINT_SLICE("discovery.k8s.io", "endpointslices") {
    @Override
    Consumer<NamespaceState> appeared(JsonParser object, ObjectMetadata metadata)
        throws IOException {
      Slice slice = ObjectDecoder.slice(object, metadata);
      String version = metadata.version;
      return state -> state.put(slice, version);
    }

    @Override
    Consumer<NamespaceState> gone(String name, String version) {
      return state -> state.removeSlice(name, version);
    }

    @Override
    Consumer<NamespaceState> only(Set<String> names, String version) {
      return state -> state.retainSlices(names, version);
    }

    @Override
    Consumer<NamespaceState> unread(Unread object, Trouble why) {
      return state -> state.unreadSlice(object.name(), object.service(), why);
    }

    @Override
    @Nullable String serviceOf(ObjectMetadata metadata) {
      String service = metadata.labels.get(SliceDecoder.SERVICE_NAME);
      return service == null && metadata.isRead ? "" : service;
    }

    @Override
    String selector(String service) {
      return "labelSelector=kubernetes.io%2Fservice-name%3D" + service;
    }
  };

  private final String group;
  private final String plural;

  WatchedKind(String group, String plural) {
    this.group = group;
    this.plural = plural;
  }

  /** Decodes an object, on any thread; the result is applied on the control plane. */
  abstract Consumer<NamespaceState> appeared(JsonParser object, ObjectMetadata metadata)
      throws IOException;

  abstract Consumer<NamespaceState> gone(String name, String version);

  /** Whatever is not named does not exist any more. */
  abstract Consumer<NamespaceState> only(Set<String> names, String version);

  /** An object is there and not understood; what was known of it stays. */
  abstract Consumer<NamespaceState> unread(Unread object, Trouble why);

  /** The Service an object belongs to; empty for none, null when that was not read. */
  abstract @Nullable String serviceOf(ObjectMetadata metadata);

  /** The query for one Service: its slices, or itself. */
  abstract String selector(String service);

  /** The collection in a namespace. */
  String path(String namespace) {
    String api = group.isEmpty() ? "/api/v1" : "/apis/" + group + "/v1";
    return api + "/namespaces/" + namespace + "/" + plural;
  }

  /** {@code services} or {@code endpointslices.discovery.k8s.io}, as in a Role. */
  String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** The API group; empty for the core one. */
  String group() {
    return group;
  }

  /** The resource without its group. */
  String plural() {
    return plural;
  }
}
