package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: what the server adds to an object and what it leaves out. */
interface DefaultsCases extends ContractSetting {
  /** What a spec is compared without: each server and object has its own. */
  String CLUSTER_IP = "clusterIP";

  String CLUSTER_IPS = "clusterIPs";

  @Test
  default void aServiceGetsAClusterIp() {
    ObjectNode spec = spec("ports: [{port: 80}]");
    assertThat(spec.path(CLUSTER_IP).asText()).matches("[0-9]+(\\.[0-9]+){3}");
    assertThat(spec.path(CLUSTER_IPS)).containsExactly(spec.path(CLUSTER_IP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ports: [{port: 80}]"
            + "| {type: ClusterIP, sessionAffinity: None, ipFamilies: [IPv4],"
            + " ipFamilyPolicy: SingleStack, internalTrafficPolicy: Cluster,"
            + " ports: [{protocol: TCP, port: 80, targetPort: 80}]}",
        "ports: [{name: http, port: 80, targetPort: web, appProtocol: http}]"
            + "| {type: ClusterIP, sessionAffinity: None, ipFamilies: [IPv4],"
            + " ipFamilyPolicy: SingleStack, internalTrafficPolicy: Cluster,"
            + " ports: [{name: http, protocol: TCP, appProtocol: http, port: 80, targetPort: web}]}",
        "clusterIP: None, selector: {app: x}"
            + "| {type: ClusterIP, sessionAffinity: None, ipFamilies: [IPv4],"
            + " ipFamilyPolicy: SingleStack, internalTrafficPolicy: Cluster,"
            + " selector: {app: x}}",
        "clusterIP: None, ports: [{port: 80}]"
            + "| {type: ClusterIP, sessionAffinity: None, ipFamilies: [IPv4, IPv6],"
            + " ipFamilyPolicy: RequireDualStack, internalTrafficPolicy: Cluster,"
            + " ports: [{protocol: TCP, port: 80, targetPort: 80}]}",
        "clusterIP: None, ipFamilies: [IPv6]"
            + "| {type: ClusterIP, sessionAffinity: None, ipFamilies: [IPv6, IPv4],"
            + " ipFamilyPolicy: RequireDualStack, internalTrafficPolicy: Cluster}",
        "clusterIP: None, ipFamilyPolicy: SingleStack"
            + "| {type: ClusterIP, sessionAffinity: None, ipFamilies: [IPv4],"
            + " ipFamilyPolicy: SingleStack, internalTrafficPolicy: Cluster}",
        "ipFamilyPolicy: PreferDualStack, ports: [{port: 80}]"
            + "| {type: ClusterIP, sessionAffinity: None, ipFamilies: [IPv4],"
            + " ipFamilyPolicy: PreferDualStack, internalTrafficPolicy: Cluster,"
            + " ports: [{protocol: TCP, port: 80, targetPort: 80}]}",
        "type: ExternalName, externalName: db.example.com"
            + "| {type: ExternalName, sessionAffinity: None, externalName: db.example.com}",
        "sessionAffinity: ClientIP, internalTrafficPolicy: Local, ports: [{port: 80}]"
            + "| {type: ClusterIP, sessionAffinity: ClientIP, ipFamilies: [IPv4],"
            + " ipFamilyPolicy: SingleStack, internalTrafficPolicy: Local,"
            + " sessionAffinityConfig: {clientIP: {timeoutSeconds: 10800}},"
            + " ports: [{protocol: TCP, port: 80, targetPort: 80}]}",
        "trafficDistribution: PreferSameZone, publishNotReadyAddresses: true, ports: [{port: 80}]"
            + "| {type: ClusterIP, sessionAffinity: None, ipFamilies: [IPv4],"
            + " ipFamilyPolicy: SingleStack, internalTrafficPolicy: Cluster,"
            + " trafficDistribution: PreferSameZone, publishNotReadyAddresses: true,"
            + " ports: [{protocol: TCP, port: 80, targetPort: 80}]}"
      })
  default void aServiceIsWhatItSaysAndTheDefaults(String given, String stored) {
    ObjectNode spec = spec(given);
    spec.remove(CLUSTER_IP);
    spec.remove(CLUSTER_IPS);
    assertThat(spec).isEqualTo(ContractYaml.object(stored));
  }

  @Test
  default void aHeadlessServiceSaysSoInBothFields() {
    ObjectNode spec = spec("clusterIP: None, ports: [{port: 80}]");
    assertThat(spec.path(CLUSTER_IP).asText()).isEqualTo("None");
    assertThat(spec.path(CLUSTER_IPS)).hasSize(1);
    assertThat(spec.path(CLUSTER_IPS).path(0).asText()).isEqualTo("None");
  }

  @Test
  default void anExternalServiceHasNoClusterIp() {
    ObjectNode spec = spec("type: ExternalName, externalName: db.example.com");
    assertThat(spec.has(CLUSTER_IP)).isFalse();
    assertThat(spec.has(CLUSTER_IPS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"NodePort, false", "LoadBalancer, true"})
  default void aServiceForTheOutsideHasAnExternalTrafficPolicy(String type, boolean balanced) {
    ObjectNode spec = spec("type: " + type + ", ports: [{port: 80}]");
    assertThat(spec.path("externalTrafficPolicy").asText()).isEqualTo("Cluster");
    assertThat(spec.path("allocateLoadBalancerNodePorts").asBoolean(false)).isEqualTo(balanced);
  }

  @Test
  default void aServiceHasAStatus() {
    place().service("a", "");
    assertThat(place().get(place().services("/a")).path("status"))
        .isEqualTo(ContractYaml.object("loadBalancer: {}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ports: [{port: 80}], endpoints: [{addresses: [10.244.200.1]}]"
            + "| ports: [{name: '', protocol: TCP, port: 80}],"
            + " endpoints: [{addresses: [10.244.200.1], conditions: {}}]",
        "ports: [{}], endpoints: [{addresses: [10.244.200.1], conditions: {ready: null}}]"
            + "| ports: [{name: '', protocol: TCP}],"
            + " endpoints: [{addresses: [10.244.200.1], conditions: {}}]",
        "ports: [{name: dns, protocol: UDP, port: 53, appProtocol: x.io/y}], endpoints: []"
            + "| ports: [{name: dns, protocol: UDP, port: 53, appProtocol: x.io/y}],"
            + " endpoints: null",
        "ports: [], endpoints: [] | ports: null, endpoints: null",
        "ports: null | ports: null, endpoints: null",
        "endpoints: [{addresses: [10.244.200.1], zone: z, nodeName: n, hints: {forZones: [{name:"
            + " z}]}, conditions: {ready: true, serving: true, terminating: false}}]"
            + "| ports: null, endpoints: [{addresses: [10.244.200.1], zone: z, nodeName: n,"
            + " hints: {forZones: [{name: z}]},"
            + " conditions: {ready: true, serving: true, terminating: false}}]"
      })
  default void aSliceIsWhatItSaysAndTheDefaults(String given, String stored) {
    place().write("EndpointSlice", "a-1", "", "{addressType: IPv4, " + given + "}");
    ObjectNode slice = (ObjectNode) place().get(place().slices("/a-1"));
    slice.remove(List.of("kind", "apiVersion", "metadata", "addressType"));
    assertThat(slice).isEqualTo(ContractYaml.object("{" + stored + "}"));
  }

  @Test
  default void emptyMapsAndFalseFlagsAreLeftOut() {
    place()
        .write(
            "Service",
            "a",
            "",
            "spec: {selector: {}, publishNotReadyAddresses: false, ports: [{port: 80}]}");
    JsonNode service = place().get(place().services("/a"));
    assertThat(service.path("metadata").has("labels")).isFalse();
    assertThat(service.path("spec").has("selector")).isFalse();
    assertThat(service.path("spec").has("publishNotReadyAddresses")).isFalse();
  }

  private ObjectNode spec(String given) {
    place().write("Service", "a", "", "spec: {" + given + "}");
    return (ObjectNode) place().get(place().services("/a")).path("spec");
  }
}
