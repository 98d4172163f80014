package dev.fairlead.testkit;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of objects this API serves, with the names Kubernetes gives them. */
enum Kind {
  SERVICE("Service", "", "services", true),
  ENDPOINT_SLICE("EndpointSlice", "discovery.k8s.io", "endpointslices", true),
  NODE("Node", "", "nodes", false);

  final String manifestName;
  final String group;
  final String resource;
  final boolean namespaced;

  Kind(String manifestName, String group, String resource, boolean namespaced) {
    this.manifestName = manifestName;
    this.group = group;
    this.resource = resource;
    this.namespaced = namespaced;
  }

  String apiVersion() {
    return group.isEmpty() ? "v1" : group + "/v1";
  }

  String listKind() {
    return manifestName + "List";
  }

  /** The resource as error messages write it: {@code endpointslices.discovery.k8s.io}. */
  String qualifiedResource() {
    return group.isEmpty() ? resource : resource + "." + group;
  }

  /**
   * The key of an object in its table. It sorts as the keys of etcd do, which is the order of a
   * list.
   */
  String key(String namespace, String name) {
    return namespaced ? namespace + "/" + name : name;
  }

  /** The kind a manifest names; fails for a kind that is not served. */
  static Kind ofManifest(String name) {
    for (Kind kind : values()) {
      if (kind.manifestName.equals(name)) {
        return kind;
      }
    }
    String known =
        Arrays.stream(values()).map(kind -> kind.manifestName).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "kind \"" + name + "\" is not served by FakeKubernetes, which knows " + known);
  }

  /** The kind behind a path, or null where a real server would find another one or nothing. */
  static @Nullable Kind ofResource(String group, String resource) {
    for (Kind kind : values()) {
      if (kind.group.equals(group) && kind.resource.equals(resource)) {
        return kind;
      }
    }
    return null;
  }
}
