package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Service, written before its endpoints or after, makes of its slices. */
class SlicesOfServiceTest {
  private static final SliceEndpoint POD =
      SliceEndpoint.of("10.0.0.1", "worker-1", "zone-a", "p").withPort("http", 8080);
  private static final String ZONE = "{\"forZones\":[{\"name\":\"zone-a\"}]}";

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final SliceReader slices = new SliceReader(kubernetes, "shop");

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PreferSameZone", "PreferClose"})
  void preferSameZoneHintsAReadyEndpointForItsZone(String distribution) {
    service(distribution);
    kubernetes.endpoints("shop", "orders", List.of(POD));
    assertThat(hints("p")).isEqualTo(ZONE);
  }

  @Test
  void preferSameNodeHintsForTheNodeAndForTheZone() {
    service("PreferSameNode");
    kubernetes.endpoints("shop", "orders", List.of(POD));
    assertThat(slices.endpoint("p").path("hints"))
        .isEqualTo(
            ApiClient.parse(
                "{\"forZones\":[{\"name\":\"zone-a\"}],\"forNodes\":[{\"name\":\"worker-1\"}]}"));
  }

  @Test
  void whatAnEndpointDoesNotHaveItIsNotHintedFor() {
    service("PreferSameNode");
    kubernetes.endpoints(
        "shop",
        "orders",
        List.of(
            SliceEndpoint.of("10.0.0.2", "worker-1", null, "no-zone"),
            SliceEndpoint.of("10.0.0.3", null, "zone-a", "no-node"),
            SliceEndpoint.of("10.0.0.4", null, null, "neither")));
    assertThat(hints("no-zone")).isEqualTo("{\"forNodes\":[{\"name\":\"worker-1\"}]}");
    assertThat(hints("no-node")).isEqualTo(ZONE);
    assertThat(hints("neither")).isEmpty();
  }

  @Test
  void endpointsThatAreNotReadyAreNotHintedUntilTheyAre() {
    service("PreferSameZone");
    for (SliceEndpoint idle :
        List.of(POD.notReady(), POD.terminating(true), POD.terminating(false))) {
      kubernetes.endpoints("shop", "orders", List.of(POD));
      kubernetes.endpoints("shop", "orders", List.of(idle));
      assertThat(hints("p")).isEmpty();
    }
    kubernetes.endpoints("shop", "orders", List.of(POD));
    assertThat(hints("p")).isEqualTo(ZONE);
  }

  @Test
  void aChangedTrafficDistributionReachesTheSlicesAtOnceWithOneWriteEach() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    kubernetes.endpoints("shop", "orders", SliceReader.pods(150));
    assertThat(hints("pod-120")).isEmpty();
    long version = slices.version();
    service("PreferSameZone");
    assertThat(hints("pod-120")).isEqualTo(ZONE);
    assertThat(slices.version()).isEqualTo(version + 1 + 2);
    kubernetes.service("shop", "orders").port("http", 80).apply();
    assertThat(hints("pod-120")).isEmpty();
  }

  @Test
  void aServiceWrittenAgainUnchangedTouchesNoSlice() {
    service("PreferSameZone");
    kubernetes.endpoints("shop", "orders", List.of(POD));
    long version = slices.version();
    service("PreferSameZone");
    assertThat(slices.version()).isEqualTo(version);
  }

  @Test
  void hintsGivenToAnEndpointStay() {
    service("PreferSameNode");
    SliceEndpoint hinted = POD.withHints(List.of("zone-b"), List.of());
    kubernetes.endpoints("shop", "orders", List.of(hinted));
    assertThat(hints("p")).isEqualTo("{\"forZones\":[{\"name\":\"zone-b\"}]}");
    kubernetes.service("shop", "orders").port("http", 80).apply();
    assertThat(hints("p")).isEqualTo("{\"forZones\":[{\"name\":\"zone-b\"}]}");
  }

  @Test
  void theTopologyAnnotationHasPrecedenceOverTheField() {
    kubernetes
        .service("shop", "orders")
        .port("http", 80)
        .trafficDistribution("PreferSameZone")
        .annotation("service.kubernetes.io/topology-mode", "Auto")
        .apply();
    kubernetes.endpoints("shop", "orders", List.of(POD));
    assertThat(hints("p")).isEmpty();
  }

  @Test
  void onlyADistributionThatKubernetesKnowsIsTaken() {
    assertThatThrownBy(() -> service("PreferNear"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PreferNear")
        .hasMessageContaining("PreferSameNode");
  }

  @Test
  void aServiceThatPublishesNotReadyAddressesHasReadyEndpointsOnly() {
    String service =
        "{kind: Service, metadata: {name: orders, namespace: shop},"
            + " spec: {ports: [{port: 80}], publishNotReadyAddresses: %s}}";
    kubernetes.apply(service.formatted(true));
    assertThat(conditions(SliceReader.pod(1).notReady())).isEqualTo("true false false");
    assertThat(conditions(SliceReader.pod(1).terminating(true))).isEqualTo("true true true");
    kubernetes.apply(service.formatted(false));
    JsonNode conditions = slices.items().at("/0/endpoints/0/conditions");
    assertThat(conditions.path("ready").asBoolean()).isFalse();
  }

  @Test
  void labelsOfTheServiceReachItsSlicesAtOnce() {
    kubernetes.endpoints("shop", "orders", SliceReader.pods(2));
    kubernetes.service("shop", "orders").label("team", "a").port("http", 80).apply();
    JsonNode slice = slices.items().path(0);
    assertThat(slice.at("/metadata/labels/team").asText()).isEqualTo("a");
    assertThat(slice.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("orders");
    assertThat(slice.path("endpoints")).hasSize(2);
  }

  @Test
  void aDeletedServiceLeavesItsSlicesAndItsSuccessorDoesNotGetThem() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    kubernetes.endpoints("shop", "orders", SliceReader.pods(2));
    kubernetes.delete("Service", "shop", "orders");
    assertThat(slices.sizes().values()).containsExactly(2);
    kubernetes.delete("EndpointSlice", "shop", slices.sizes().keySet().iterator().next());
    kubernetes.service("shop", "orders").port("http", 80).apply();
    assertThat(slices.sizes()).isEmpty();
  }

  private void service(String distribution) {
    kubernetes.service("shop", "orders").port("http", 80).trafficDistribution(distribution).apply();
  }

  private String hints(String pod) {
    JsonNode hints = slices.endpoint(pod).path("hints");
    return hints.isMissingNode() ? "" : hints.toString();
  }

  /** Of this endpoint alone. */
  private String conditions(SliceEndpoint endpoint) {
    kubernetes.endpoints("shop", "orders", List.of(endpoint));
    JsonNode conditions = slices.items().at("/0/endpoints/0/conditions");
    return conditions.path("ready").asText()
        + " "
        + conditions.path("serving").asText()
        + " "
        + conditions.path("terminating").asText();
  }
}
