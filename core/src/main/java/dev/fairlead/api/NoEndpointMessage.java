package dev.fairlead.api;

/** The words for an empty selection: name, state, next move. */
final class NoEndpointMessage {
  private NoEndpointMessage() {}

  static String of(Target target, Location location, Selection.Empty empty) {
    return "No endpoint for " + target + ": " + cause(target, location, empty);
  }

  private static String cause(Target target, Location location, Selection.Empty empty) {
    String service = "Service " + target.service();
    String detail = empty.detail();
    return switch (empty.reason()) {
      case SERVICE_NOT_FOUND ->
          "there is no "
              + service
              + ". Check the name and the namespace: kubectl get service -n "
              + target.service().namespace();
      case EXTERNAL_NAME ->
          service
              + " is of type ExternalName and has no endpoints. Call "
              + (detail.isEmpty() ? "its external name" : detail)
              + " by that name";
      case UNSUPPORTED_IP_FAMILY ->
          service
              + " has no cluster IP of that address family ("
              + detail
              + "). Ask for another family, or set ipFamilies of the Service";
      case UNKNOWN_PORT -> unknownPort(target, service, detail);
      case NOT_EXTERNALLY_ACCESSIBLE ->
          service
              + " has no node port, load-balancer IP or external IP of that family, so nothing"
              + " from outside reaches it";
      case NO_ENDPOINTS ->
          service
              + " has no usable endpoint ("
              + empty.counts()
              + "). See which pods its selector matches and whether they are ready: kubectl get"
              + " endpointslices -n "
              + target.service().namespace()
              + " -l kubernetes.io/service-name="
              + target.service().name();
      case NODE_UNKNOWN ->
          "the traffic policy of "
              + service
              + " is Local and the own node is not known ("
              + empty.counts()
              + "). Set NODE_NAME from the downward API (fieldRef spec.nodeName)";
      case NO_LOCAL_ENDPOINTS ->
          "the traffic policy of "
              + service
              + " is Local and node "
              + location.node()
              + " has no ready endpoint ("
              + elsewhere(empty.counts())
              + "). Run a pod on this node, or set the policy to Cluster";
      case NOT_SYNCED -> "not known yet: " + detail;
      case FORBIDDEN, NO_SOURCE -> detail;
    };
  }

  private static String unknownPort(Target target, String service, String ports) {
    if (ports.isEmpty()) {
      return service + " declares no ports";
    }
    boolean sole = target.port() instanceof PortRef.Sole;
    if (sole && ports.contains(", ")) {
      return service + " has several ports. Say which: " + ports;
    }
    String asked =
        sole ? "no port of that protocol" : "no port " + target.port() + protocol(target, ports);
    return service + " has " + asked + ". It has " + ports;
  }

  /** When the port is there and only its protocol is another one. */
  private static String protocol(Target target, String ports) {
    String port = target.port().toString();
    boolean there =
        (" " + ports).contains(" " + port + " (") || ports.matches(".*\\b" + port + "/.*");
    return there ? " of that protocol" : "";
  }

  private static String elsewhere(EndpointCounts counts) {
    String draining =
        counts.draining() == 0 ? "" : ", " + counts.draining() + " draining elsewhere";
    return counts.ready() + " ready elsewhere" + draining;
  }
}
