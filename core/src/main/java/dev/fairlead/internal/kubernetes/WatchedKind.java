package dev.fairlead.internal.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The two kinds of objects that are watched. */
enum WatchedKind {
  SERVICE("", "Service", "services"),
  ENDPOINT_SLICE("discovery.k8s.io", "EndpointSlice", "endpointslices");

  private final String group;
  private final String kind;
  private final String plural;

  WatchedKind(String group, String kind, String plural) {
    this.group = group;
    this.kind = kind;
    this.plural = plural;
  }

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
