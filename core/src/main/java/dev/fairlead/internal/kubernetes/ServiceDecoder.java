package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.IpFamily;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceAddresses;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.ServicePort;
import dev.fairlead.api.TopologyAnnotations;
import dev.fairlead.api.TrafficPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one Service. One use each: the fields are collected while the tokens pass. */
final class ServiceDecoder {
  private static final int DEFAULT_AFFINITY_SECONDS = 10_800;

  private final JsonCursor json;
  private final ObjectMetadata metadata;
  private String type = "";
  private String externalName = "";
  private String clusterIp = "";
  private List<String> clusterIps = List.of();
  private List<IpFamily> families = List.of();
  private final List<String> externalIps = new ArrayList<>();
  private List<ServicePort> ports = List.of();
  private TrafficPolicy internal = TrafficPolicy.CLUSTER;
  private TrafficPolicy external = TrafficPolicy.CLUSTER;
  private String affinity = "";
  private int affinitySeconds = DEFAULT_AFFINITY_SECONDS;

  /**
   * @param metadata filled while the object is read, and as far as it could be
   */
  ServiceDecoder(JsonCursor json, ObjectMetadata metadata) {
    this.json = json;
    this.metadata = metadata;
  }

  Service decode() throws IOException {
    json.fields(
        field -> {
          switch (field) {
            case "metadata" -> metadata.read(json);
            case "spec" -> json.fields(this::spec);
            case "status" -> json.fields(this::status);
            default -> {}
          }
        });
    metadata.requireName("Service");
    return new Service(
        new ServiceKey(metadata.namespaceOrDefault(), metadata.name),
        new ServiceAddresses(clusterIp, clusterIps, families, externalIps),
        ports,
        new Service.Policies(internal, external, affinity()),
        topology(),
        type.equals("ExternalName") ? externalName : null);
  }

  /** Kubernetes sticks for three hours unless the Service says otherwise. */
  private @Nullable Duration affinity() {
    return affinity.equals("ClientIP") ? Duration.ofSeconds(affinitySeconds) : null;
  }

  private TopologyAnnotations topology() {
    return new TopologyAnnotations(
        metadata.annotations.get("service.kubernetes.io/topology-aware-hints"),
        metadata.annotations.get("service.kubernetes.io/topology-mode"));
  }

  private void spec(String field) throws IOException {
    switch (field) {
      case "type" -> type = json.textOrEmpty();
      case "externalName" -> externalName = json.textOrEmpty();
      case "clusterIP" -> clusterIp = json.textOrEmpty();
      case "clusterIPs" -> clusterIps = json.list(json::textOrEmpty);
      case "ipFamilies" -> families = json.list(() -> IpFamily.parse(json.text()));
      case "externalIPs" -> externalIps.addAll(json.list(json::textOrEmpty));
      case "internalTrafficPolicy" -> internal = TrafficPolicy.parse(json.text());
      case "externalTrafficPolicy" -> external = TrafficPolicy.parse(json.text());
      case "sessionAffinity" -> affinity = json.textOrEmpty();
      case "sessionAffinityConfig" -> json.fields(this::affinityConfig);
      case "ports" -> ports = json.list(this::port);
      default -> {}
    }
  }

  private void affinityConfig(String field) throws IOException {
    if (field.equals("clientIP")) {
      json.fields(
          inner -> {
            if (inner.equals("timeoutSeconds")) {
              affinitySeconds = json.integer(1, 86_400, DEFAULT_AFFINITY_SECONDS);
            }
          });
    }
  }

  /** Null for a protocol Kubernetes does not have. */
  private @Nullable ServicePort port() throws IOException {
    PortFields port = new PortFields();
    json.fields(
        field -> {
          switch (field) {
            case "name" -> port.name = json.textOrEmpty();
            case "protocol" -> port.protocol = Protocol.parse(json.text());
            case "port" -> port.number = json.port();
            case "nodePort" -> port.nodePort = json.port();
            default -> {}
          }
        });
    return port.protocol == null
        ? null
        : new ServicePort(port.name, port.protocol, port.number, port.nodePort);
  }

  private static final class PortFields {
    String name = "";
    @Nullable Protocol protocol = Protocol.TCP;
    int number;
    int nodePort;
  }

  private void status(String field) throws IOException {
    if (field.equals("loadBalancer")) {
      json.fields(
          inner -> {
            if (inner.equals("ingress")) {
              externalIps.addAll(json.list(this::ingressIp));
            }
          });
    }
  }

  /** The IP of an ingress that delivers packets to the node as they are (mode VIP), else null. */
  private @Nullable String ingressIp() throws IOException {
    String[] ipAndMode = {"", "VIP"};
    json.fields(
        field -> {
          switch (field) {
            case "ip" -> ipAndMode[0] = json.textOrEmpty();
            case "ipMode" -> ipAndMode[1] = Objects.requireNonNullElse(json.text(), "VIP");
            default -> {}
          }
        });
    return ipAndMode[1].equals("VIP") && !ipAndMode[0].isEmpty() ? ipAndMode[0] : null;
  }
}
