package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectsTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services/";
  private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/";

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final ApiClient api = ApiClient.of(kubernetes);

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Test
  void aServiceGetsTheDefaultsOfARealServer() {
    kubernetes.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: orders, namespace: shop}
        spec:
          ports: [{port: 80}]
        """);
    JsonNode service = api.ok(SERVICES + "orders");
    assertThat(service.path("kind").asText()).isEqualTo("Service");
    assertThat(service.path("apiVersion").asText()).isEqualTo("v1");
    JsonNode spec = service.path("spec");
    assertThat(spec.path("type").asText()).isEqualTo("ClusterIP");
    assertThat(spec.path("clusterIP").asText()).startsWith("10.96.");
    assertThat(spec.at("/clusterIPs/0")).isEqualTo(spec.path("clusterIP"));
    assertThat(spec.at("/ipFamilies/0").asText()).isEqualTo("IPv4");
    assertThat(spec.path("internalTrafficPolicy").asText()).isEqualTo("Cluster");
    assertThat(spec.at("/ports/0/protocol").asText()).isEqualTo("TCP");
    assertThat(spec.at("/ports/0/targetPort").asInt()).isEqualTo(80);
    JsonNode metadata = service.path("metadata");
    assertThat(metadata.path("uid").asText()).hasSize(36);
    assertThat(metadata.path("creationTimestamp").asText()).matches("[0-9-]+T[0-9:]+Z");
    assertThat(metadata.path("resourceVersion").asLong()).isPositive();
  }

  @Test
  void headlessAndExternalServicesHaveNoClusterIp() {
    kubernetes.service("shop", "headless").headless().port("http", 80).apply();
    kubernetes.service("shop", "external").externalName("db.example.com").apply();
    JsonNode headless = api.ok(SERVICES + "headless").path("spec");
    assertThat(headless.path("clusterIP").asText()).isEqualTo("None");
    assertThat(headless.at("/clusterIPs/0").asText()).isEqualTo("None");
    JsonNode external = api.ok(SERVICES + "external").path("spec");
    assertThat(external.path("type").asText()).isEqualTo("ExternalName");
    assertThat(external.path("externalName").asText()).isEqualTo("db.example.com");
    assertThat(external.has("clusterIP")).isFalse();
    assertThat(external.has("internalTrafficPolicy")).isFalse();
  }

  @Test
  void aReplacedServiceKeepsItsIdentityAndItsAddress() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    JsonNode before = api.ok(SERVICES + "orders");
    kubernetes
        .service("shop", "orders")
        .port("http", 80)
        .port("dns", 53, "UDP")
        .internalTrafficPolicy("Local")
        .annotation("note", "x")
        .apply();
    JsonNode after = api.ok(SERVICES + "orders");
    assertThat(after.at("/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
    assertThat(after.at("/spec/clusterIP")).isEqualTo(before.at("/spec/clusterIP"));
    assertThat(after.at("/spec/ports/1/protocol").asText()).isEqualTo("UDP");
    assertThat(after.at("/spec/internalTrafficPolicy").asText()).isEqualTo("Local");
    assertThat(after.at("/metadata/resourceVersion").asLong())
        .isGreaterThan(before.at("/metadata/resourceVersion").asLong());
  }

  @Test
  void anObjectCreatedAgainIsAnotherOne() {
    kubernetes.node("worker-1", "zone-a");
    JsonNode before = api.ok("/api/v1/nodes/worker-1");
    kubernetes.delete("Node", "ignored", "worker-1");
    assertThat(api.get("/api/v1/nodes/worker-1").statusCode()).isEqualTo(404);
    kubernetes.node("worker-1", "zone-a");
    JsonNode after = api.ok("/api/v1/nodes/worker-1");
    assertThat(after.at("/metadata/uid")).isNotEqualTo(before.at("/metadata/uid"));
    assertThat(after.path("metadata").path("labels").path("topology.kubernetes.io/zone").asText())
        .isEqualTo("zone-a");
  }

  @Test
  void aManifestMayHoldDocumentsAndLists() {
    kubernetes.apply(
        """
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}}
        - {apiVersion: v1, kind: Node, metadata: {name: worker-1}}
        ---
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: a-1, namespace: shop}
        addressType: IPv4
        endpoints: [{addresses: [127.0.0.5]}]
        ports: [{port: 9876}]
        """);
    kubernetes.apply("{\"kind\":\"Service\",\"metadata\":{\"name\":\"j\",\"namespace\":\"shop\"}}");
    assertThat(api.names("/api/v1/services")).containsExactly("a", "j");
    assertThat(api.names("/api/v1/nodes")).containsExactly("worker-1");
    JsonNode slice = api.ok(SLICES + "a-1");
    assertThat(slice.at("/ports/0").toString())
        .isEqualTo("{\"port\":9876,\"name\":\"\",\"protocol\":\"TCP\"}");
    assertThat(slice.at("/metadata/generation").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: Pod, metadata: {name: a, namespace: shop}}                     | Pod",
        "{metadata: {name: a}}                                                 | without kind",
        "{kind: Service, apiVersion: v2, metadata: {name: a, namespace: shop}} | apiVersion \"v2\"",
        "{kind: Service, metadata: {namespace: shop}}                          | metadata.name \"\"",
        "{kind: Service, metadata: {name: A_B, namespace: shop}}               | \"A_B\"",
        "{kind: Service, metadata: {name: a}}                                  | namespace is needed",
        "{kind: Node, metadata: {name: a, namespace: shop}}                    | not namespaced",
        "{kind: EndpointSlice, metadata: {name: a, namespace: shop}}           | addressType",
        "just text                                                             | just text",
        "{kind: [                                                              | cannot be read"
      })
  void aWrongManifestIsRefusedByName(String manifest, String problem) {
    assertThatThrownBy(() -> kubernetes.apply(manifest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aManifestWithOneWrongDocumentChangesNothing() {
    String good = "{kind: Node, metadata: {name: a}}";
    assertThatThrownBy(() -> kubernetes.apply(good + "\n---\n{kind: Pod}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(api.names("/api/v1/nodes")).isEmpty();
  }

  @Test
  void deletingWhatIsNotThereNamesIt() {
    assertThatThrownBy(() -> kubernetes.delete("Service", "shop", "orders"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Service shop/orders");
    assertThatThrownBy(() -> kubernetes.delete("Pod", "shop", "orders"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"Pod\"");
  }

  @Test
  void aMissingObjectIs404WithItsName() {
    JsonNode status = api.json(SLICES + "nope");
    assertThat(status.path("code").asInt()).isEqualTo(404);
    assertThat(status.path("reason").asText()).isEqualTo("NotFound");
    assertThat(status.path("message").asText())
        .isEqualTo("endpointslices.discovery.k8s.io \"nope\" not found");
    assertThat(status.at("/details/kind").asText()).isEqualTo("endpointslices");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/pods",
        "/apis/apps/v1/deployments",
        "/api/v1/endpointslices",
        "/api/v1/namespaces/shop",
        "/api/v1/services/orders",
        "/api/v1/namespaces/shop/nodes"
      })
  void anyOtherPathIs404(String path) {
    JsonNode status = api.json(path);
    assertThat(status.path("kind").asText()).isEqualTo("Status");
    assertThat(status.path("code").asInt()).isEqualTo(404);
  }

  @Test
  void theVersionIsThatOfTheKubernetesItModels() {
    JsonNode version = api.ok("/version");
    assertThat(version.path("major").asText()).isEqualTo("1");
    assertThat(version.path("minor").asText()).isEqualTo("36");
    assertThat(version.path("gitVersion").asText()).startsWith("v1.36.");
  }
}
