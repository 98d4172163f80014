package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlicesTest {
  private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices";

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final ApiClient api = ApiClient.of(kubernetes);
  private final SliceReader slices = new SliceReader(kubernetes, "shop");

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Test
  void aSliceLooksAsTheControllerWritesIt() {
    kubernetes.service("shop", "orders").label("team", "a").headless().port("http", 80).apply();
    SliceEndpoint endpoint =
        SliceEndpoint.of("127.0.0.5", "worker-1", "zone-a", "orders-1")
            .withPort("http", 8080)
            .withHints(List.of("zone-a"), List.of("worker-1"));
    kubernetes.endpoints("shop", "orders", List.of(endpoint));

    JsonNode slice = api.ok(SLICES).at("/items/0");
    assertThat(slice.at("/metadata/name").asText()).matches("orders-[a-z0-9]{5}");
    assertThat(slice.at("/metadata/labels").toString())
        .contains("\"kubernetes.io/service-name\":\"orders\"")
        .contains("\"endpointslice.kubernetes.io/managed-by\":\"endpointslice-controller.k8s.io\"")
        .contains("\"service.kubernetes.io/headless\":\"\"")
        .contains("\"team\":\"a\"");
    assertThat(slice.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("orders");
    assertThat(slice.path("addressType").asText()).isEqualTo("IPv4");
    assertThat(slice.path("ports").toString())
        .isEqualTo("[{\"name\":\"http\",\"port\":8080,\"protocol\":\"TCP\"}]");
    assertThat(slice.at("/endpoints/0"))
        .isEqualTo(
            ApiClient.parse(
                """
                {"addresses":["127.0.0.5"],"nodeName":"worker-1","zone":"zone-a",
                 "conditions":{"ready":true,"serving":true,"terminating":false},
                 "hints":{"forZones":[{"name":"zone-a"}],"forNodes":[{"name":"worker-1"}]},
                 "targetRef":{"kind":"Pod","namespace":"shop","name":"orders-1","uid":"%s"}}
                """
                    .formatted(PodUid.of("orders-1"))));
  }

  @Test
  void conditionsFollowTheStateOfThePod() {
    SliceEndpoint pod = SliceEndpoint.of("10.0.0.1", null, null, "p").withPort("", 80);
    assertThat(conditions(pod.notReady())).isEqualTo("false false false");
    assertThat(conditions(pod.terminating(true))).isEqualTo("false true true");
    assertThat(conditions(pod.terminating(false))).isEqualTo("false false true");
  }

  private String conditions(SliceEndpoint endpoint) {
    kubernetes.endpoints("shop", "orders", List.of(endpoint));
    JsonNode conditions = api.ok(SLICES).at("/items/0/endpoints/0/conditions");
    return conditions.path("ready").asText()
        + " "
        + conditions.path("serving").asText()
        + " "
        + conditions.path("terminating").asText();
  }

  @Test
  void podsWithOtherPortNumbersHaveSlicesOfTheirOwn() {
    kubernetes.endpoints(
        "shop", "orders", List.of(SliceReader.pod(1), SliceReader.pod(2).withPort("http", 9090)));
    assertThat(slices.sizes().values()).containsExactly(1, 1);
  }

  @Test
  void oneNamedPortWithTwoNumbersIsInTwoSlicesAndAPodMovesBetweenThem() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    List<SliceEndpoint> rolling = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      rolling.add(SliceReader.pod(i));
      rolling.add(SliceReader.pod(10 + i).withPort("http", 9090));
    }
    kubernetes.endpoints("shop", "orders", rolling);
    assertThat(slices.numbers()).isEqualTo(Map.of(8080, 3, 9090, 3));
    rolling.set(0, SliceReader.pod(0).withPort("http", 9090));
    kubernetes.endpoints("shop", "orders", rolling);
    assertThat(slices.numbers()).isEqualTo(Map.of(8080, 2, 9090, 4));
  }

  @Test
  void theAddressTypeOfASliceIsForLife() {
    kubernetes.endpoints("shop", "orders", SliceReader.pods(1));
    Map<String, Integer> before = slices.sizes();
    SliceEndpoint six = SliceEndpoint.of("fd00::1", null, null, "six").withPort("http", 8080);
    kubernetes.endpoints("shop", "orders", List.of(six));
    assertThat(slices.sizes().keySet()).hasSize(1).isNotEqualTo(before.keySet());
  }

  @Test
  void aChangedPortRewritesTheSlice() {
    kubernetes.endpoints("shop", "orders", List.of(SliceReader.pod(1)));
    Map<String, Integer> before = slices.sizes();
    kubernetes.endpoints("shop", "orders", List.of(SliceReader.pod(1).withPort("http", 9090)));
    assertThat(slices.sizes()).isEqualTo(before);
    assertThat(api.ok(SLICES).at("/items/0/ports/0/port").asInt()).isEqualTo(9090);
    assertThat(api.ok(SLICES).at("/items/0/metadata/generation").asInt()).isEqualTo(2);
  }

  @Test
  void noEndpointsLeaveOnePlaceholder() {
    kubernetes.endpoints("shop", "orders", SliceReader.pods(150));
    kubernetes.endpoints("shop", "orders", List.of());
    assertThat(slices.sizes().values()).containsExactly(0);
    JsonNode slice = api.ok(SLICES).at("/items/0");
    assertThat(slice.get("endpoints").isNull()).isTrue();
    assertThat(slice.get("ports").isNull()).isTrue();
    long version = slices.version();
    kubernetes.endpoints("shop", "orders", List.of());
    assertThat(slices.version()).isEqualTo(version);
    kubernetes.endpoints("shop", "orders", SliceReader.pods(1));
    assertThat(slices.sizes().values()).containsExactly(1);
  }

  @Test
  void slicesOfOthersAreLeftAlone() {
    kubernetes.apply(
        """
        kind: EndpointSlice
        metadata: {name: by-hand, namespace: shop, labels: {kubernetes.io/service-name: orders}}
        addressType: IPv4
        """);
    kubernetes.endpoints("shop", "other", SliceReader.pods(1));
    kubernetes.endpoints("shop", "orders", SliceReader.pods(2));
    assertThat(slices.sizes().values()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void aPodReplacedUnderItsNameIsAnotherEndpoint() {
    kubernetes.endpoints(
        "shop", "orders", List.of(SliceReader.pod(1), SliceReader.pod(1).withUid("u2")));
    assertThat(slices.sizes().values()).containsExactly(2);
  }

  @Test
  void anEndpointListedTwiceIsRefused() {
    assertThatThrownBy(
            () ->
                kubernetes.endpoints(
                    "shop", "orders", List.of(SliceReader.pod(1), SliceReader.pod(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pod-1");
  }
}
