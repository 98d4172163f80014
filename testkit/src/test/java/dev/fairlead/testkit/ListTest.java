package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services";

  private final FakeKubernetes kubernetes = FakeKubernetes.builder().eventWindow(3).start();
  private final ApiClient api = ApiClient.of(kubernetes);

  @AfterEach
  void close() {
    kubernetes.close();
  }

  private void services(String... names) {
    for (String name : names) {
      kubernetes.service("shop", name).port("http", 80).apply();
    }
  }

  @Test
  void aListCarriesTheCurrentVersionAndItsItemsLeaveOutTheirKind() {
    services("a");
    JsonNode list = api.ok(SERVICES);
    assertThat(list.path("kind").asText()).isEqualTo("ServiceList");
    assertThat(list.path("apiVersion").asText()).isEqualTo("v1");
    JsonNode item = list.at("/items/0");
    assertThat(item.has("kind")).isFalse();
    assertThat(item.has("apiVersion")).isFalse();
    assertThat(list.at("/metadata/resourceVersion"))
        .isEqualTo(item.at("/metadata/resourceVersion"));
  }

  @Test
  void oneCounterGivesTheVersionsOfAllKinds() {
    services("a");
    long before = Long.parseLong(api.version(SERVICES));
    kubernetes.node("worker-1", "zone-a");
    assertThat(Long.parseLong(api.version(SERVICES))).isEqualTo(before + 1);
  }

  @Test
  void anEmptyListHasItemsAndAVersion() {
    JsonNode list = api.ok("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices");
    assertThat(list.path("kind").asText()).isEqualTo("EndpointSliceList");
    assertThat(list.path("items").isArray()).isTrue();
    assertThat(list.at("/metadata/resourceVersion").asLong()).isPositive();
  }

  @Test
  void aListOfANamespaceLeavesOutTheOthersAndAClusterWideOneDoesNot() {
    services("a");
    kubernetes.service("billing", "b").port("http", 80).apply();
    assertThat(api.names(SERVICES)).containsExactly("a");
    assertThat(api.names("/api/v1/services")).containsExactly("b", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tier=web           | a",
        "tier==web          | a",
        "tier!=web          | b,c",
        "tier in (web,db)   | a,b",
        "tier notin (web)   | b,c",
        "tier               | a,b",
        "!tier              | c",
        "tier,env=prod      | b",
        "tier in (web, db),env notin (prod) | a",
        "env=               | ''"
      })
  void labelSelectorsMatchAsInKubernetes(String selector, String names) {
    kubernetes.service("shop", "a").label("tier", "web").apply();
    kubernetes.service("shop", "b").label("tier", "db").label("env", "prod").apply();
    services("c");
    String found = String.join(",", api.names(query("labelSelector", selector)));
    assertThat(found).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.name=a                          | a",
        "metadata.name==a                         | a",
        "metadata.name!=a                         | b",
        "metadata.namespace=shop,metadata.name=b  | b",
        "metadata.namespace!=shop                 | ''"
      })
  void fieldSelectorsMatchNameAndNamespace(String selector, String names) {
    services("a", "b");
    String found = String.join(",", api.names(query("fieldSelector", selector)));
    assertThat(found).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labelSelector | a in b",
        "labelSelector | =x",
        "fieldSelector | spec.color=red",
        "fieldSelector | metadata.name"
      })
  void aSelectorThatCannotBeReadIsABadRequest(String parameter, String selector) {
    JsonNode status = api.json(query(parameter, selector));
    assertThat(status.path("code").asInt()).isEqualTo(400);
    assertThat(status.path("reason").asText()).isEqualTo("BadRequest");
  }

  @Test
  void pagesShowTheVersionOfTheFirst() {
    services("a", "b", "c");
    JsonNode first = api.ok(SERVICES + "?limit=2");
    assertThat(first.path("items")).hasSize(2);
    assertThat(first.at("/metadata/remainingItemCount").asInt()).isEqualTo(1);
    kubernetes.delete("Service", "shop", "c");
    services("d");

    JsonNode second = api.ok(SERVICES + "?limit=2&continue=" + continuation(first));
    assertThat(second.at("/items/0/metadata/name").asText()).isEqualTo("c");
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.at("/metadata/resourceVersion"))
        .isEqualTo(first.at("/metadata/resourceVersion"));
    assertThat(second.at("/metadata/continue").asText()).isEmpty();
  }

  @Test
  void anExpiredContinueTokenIs410AndOffersAnInconsistentRest() {
    services("a", "b");
    String token = continuation(api.ok(SERVICES + "?limit=1"));
    services("c", "d", "e", "f");

    HttpResponse<String> expired = api.get(SERVICES + "?limit=1&continue=" + token);
    assertThat(expired.statusCode()).isEqualTo(410);
    JsonNode status = ApiClient.parse(expired.body());
    assertThat(status.path("kind").asText()).isEqualTo("Status");
    assertThat(status.path("reason").asText()).isEqualTo("Expired");
    assertThat(api.names(SERVICES + "?continue=" + continuation(status)))
        .containsExactly("b", "c", "d", "e", "f");
  }

  @Test
  void aContinueTokenThatIsNoneIsABadRequest() {
    assertThat(api.json(SERVICES + "?continue=nonsense").path("code").asInt()).isEqualTo(400);
  }

  @Test
  void version0IgnoresTheLimit() {
    services("a", "b");
    assertThat(api.ok(SERVICES + "?limit=1&resourceVersion=0").path("items")).hasSize(2);
  }

  @Test
  void aVersionMeansNotOlderThanAndWithALimitThatVersion() {
    services("a");
    String version = api.version(SERVICES);
    services("b");
    assertThat(api.names(SERVICES + "?resourceVersion=" + version)).containsExactly("a", "b");
    assertThat(api.names(SERVICES + "?limit=9&resourceVersion=" + version)).containsExactly("a");
    String match = SERVICES + "?resourceVersion=" + version + "&resourceVersionMatch=";
    assertThat(api.names(match + "NotOlderThan")).containsExactly("a", "b");
    assertThat(api.names(match + "NotOlderThan&limit=9")).containsExactly("a", "b");
    assertThat(api.names(match + "Exact")).containsExactly("a");
  }

  @Test
  void anExactVersionBeforeTheWindowIs410() {
    services("a");
    String version = api.version(SERVICES);
    services("b", "c", "d", "e");
    JsonNode status = api.json(SERVICES + "?resourceVersionMatch=Exact&resourceVersion=" + version);
    assertThat(status.path("code").asInt()).isEqualTo(410);
    assertThat(status.path("reason").asText()).isEqualTo("Expired");
  }

  @Test
  void aVersionOfTheFutureIs504() {
    HttpResponse<String> response = api.get(SERVICES + "?resourceVersion=999");
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    JsonNode status = ApiClient.parse(response.body());
    assertThat(status.path("reason").asText()).isEqualTo("Timeout");
    assertThat(status.path("message").asText()).contains("Too large resource version: 999");
    assertThat(status.at("/details/causes/0/reason").asText()).isEqualTo("ResourceVersionTooLarge");
  }

  @ParameterizedTest
  @CsvSource({
    "resourceVersionMatch=Exact, 422",
    "resourceVersionMatch=Exact&resourceVersion=0, 422",
    "resourceVersionMatch=Sometimes&resourceVersion=1, 422",
    "resourceVersion=abc, 400",
    "limit=abc, 400"
  })
  void contradictoryOptionsAreRefused(String query, int code) {
    assertThat(api.get(SERVICES + "?" + query).statusCode()).isEqualTo(code);
  }

  private static String query(String parameter, String value) {
    return SERVICES + "?" + parameter + "=" + ApiClient.encode(value);
  }

  private static String continuation(JsonNode list) {
    return list.at("/metadata/continue").asText();
  }
}
