package dev.fairlead.e2e;

import java.util.Map;
import java.util.stream.Collectors;

/** Manifests of the scenarios. */
final class Manifests {
  private Manifests() {}

  /** A Deployment of echo pods, spread over the nodes, that listens on 8080 as http. */
  static String deployment(String name, int replicas, Map<String, String> annotations) {
    return deployment(name, name, replicas, 8080, annotations);
  }

  /**
   * Echo pods of Deployment {@code name} with label {@code app}, listening on {@code port} as http.
   */
  static String deployment(
      String name, String app, int replicas, int port, Map<String, String> annotations) {
    String notes =
        annotations.entrySet().stream()
            .map(e -> e.getKey() + ": \"" + e.getValue() + "\"")
            .collect(Collectors.joining(", "));
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      replicas: %2$d
      selector: {matchLabels: {app: %3$s, deployment: %1$s}}
      template:
        metadata:
          labels: {app: %3$s, deployment: %1$s}
          annotations: {%4$s}
        spec:
          terminationGracePeriodSeconds: 60
          topologySpreadConstraints:
          - maxSkew: 1
            topologyKey: kubernetes.io/hostname
            whenUnsatisfiable: ScheduleAnyway
            labelSelector: {matchLabels: {app: %3$s}}
          containers:
          - name: echo
            image: lab/echo
            ports: [{name: http, containerPort: %5$d}]
    ---
    """
        .formatted(name, replicas, app, notes, port);
  }

  /** An echo pod that belongs to nothing, with label {@code app}, listening on 8080 as http. */
  static String pod(String name, String app) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {app: %s}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: echo
        image: lab/echo
        ports: [{name: http, containerPort: 8080}]
    ---
    """
        .formatted(name, app);
  }

  /** An address on {@code node} as a ready pod with label {@code app}, port 8080 named http. */
  static String external(String name, String app, String node) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {app: %s}, annotations: {lab/external: "true"}}
    spec:
      nodeName: %s
      terminationGracePeriodSeconds: 1
      containers:
      - name: echo
        image: lab/echo
        ports: [{name: http, containerPort: 8080}]
    ---
    """
        .formatted(name, app, node);
  }

  /** A slice of {@code service} made by hand, with one ready endpoint at 8080. */
  static String slice(String name, String service, String address) {
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: %s, labels: {kubernetes.io/service-name: %s}}
    addressType: IPv4
    ports: [{name: http, port: 8080, protocol: TCP}]
    endpoints: [{addresses: [%s], conditions: {ready: true, serving: true}}]
    ---
    """
        .formatted(name, service, address);
  }

  /**
   * A Service web, port 80 named http to 8080, selecting app=web; {@code spec} is added to its
   * spec.
   */
  static String service(String spec) {
    return service(
        "web", "selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]", spec);
  }

  /** A Service with these parts of its spec, in flow style. */
  static String service(String name, String base, String more) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec: {%s%s}
    ---
    """
        .formatted(name, base, more.isEmpty() ? "" : ", " + more);
  }
}
