package dev.fairlead.spring;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;

/**
 * Endpoints as Spring Cloud has them. Their host is the address of the pod, so that is what a Host
 * header and the name of a certificate are compared with.
 */
final class ServiceInstances {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final String serviceId;
  private final Target target;
  private final String clusterDomain;

  ServiceInstances(String serviceId, Target target, String clusterDomain) {
    this.serviceId = serviceId;
    this.target = target;
    this.clusterDomain = clusterDomain;
  }

  /**
   * Where calls go: the endpoints, or, when they go by name, the Service itself; nowhere when there
   * is no such Service.
   */
  List<ServiceInstance> of(Selection selection, Route route) {
    if (route instanceof Route.ByName byName) {
      return byName.cause() == Route.Cause.SERVICE_NOT_FOUND ? List.of() : List.of(itself());
    }
    return selection instanceof Selection.Eligible eligible
        ? eligible.endpoints().stream().map(this::of).toList()
        : List.of();
  }

  private ServiceInstance of(Endpoint endpoint) {
    PodRef pod = endpoint.pod();
    String uid = pod == null ? null : pod.uid();
    return new DefaultServiceInstance(
        uid == null ? endpoint.toString() : uid,
        serviceId,
        endpoint.address(),
        endpoint.port(),
        isSecure(),
        metadata(endpoint, pod));
  }

  /** Zone is the key that Spring Cloud's zone preference looks for. */
  private Map<String, String> metadata(Endpoint endpoint, @Nullable PodRef pod) {
    Map<String, String> metadata = new LinkedHashMap<>();
    put(metadata, "zone", endpoint.zone());
    put(metadata, "node", endpoint.node());
    put(metadata, "pod", pod == null ? null : pod.name());
    metadata.put("namespace", target.service().namespace());
    if (target.port() instanceof PortRef.Named named) {
      metadata.put("portName", named.name());
    }
    return metadata;
  }

  private static void put(Map<String, String> metadata, String key, @Nullable String value) {
    if (value != null) {
      metadata.put(key, value);
    }
  }

  /** The cluster IP; on the port of the protocol where the number of the port is not known. */
  private ServiceInstance itself() {
    String host =
        target.service().name() + "." + target.service().namespace() + ".svc." + clusterDomain;
    int port = isSecure() ? HTTPS : HTTP;
    if (target.port() instanceof PortRef.Numbered numbered) {
      port = numbered.number();
    }
    return new DefaultServiceInstance(host, serviceId, host, port, isSecure(), Map.of());
  }

  private boolean isSecure() {
    PortRef port = target.port();
    return (port instanceof PortRef.Named named && named.name().startsWith("https"))
        || (port instanceof PortRef.Numbered numbered && numbered.number() == HTTPS);
  }
}
