package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract: what a list contains, and which of it selectors choose. */
interface SelectorCases extends ContractSetting {

  @Test
  default void aListNamesItsKindOnceAndItsItemsLeaveItOut() {
    place().service("a", "");
    place().slice("a-1", "");
    JsonNode services = place().get(place().services(""));
    assertThat(services.path("kind").asText()).isEqualTo("ServiceList");
    assertThat(services.path("apiVersion").asText()).isEqualTo("v1");
    assertThat(services.at("/items/0").has("kind")).isFalse();
    assertThat(services.at("/items/0").has("apiVersion")).isFalse();
    assertThat(services.at("/items/0/metadata/name").asText()).isEqualTo("a");
    assertThat(services.at("/metadata/resourceVersion").isTextual()).isTrue();
    assertThat(services.at("/metadata/resourceVersion").asLong())
        .isGreaterThanOrEqualTo(services.at("/items/0/metadata/resourceVersion").asLong());
    JsonNode slices = place().get(place().slices(""));
    assertThat(slices.path("kind").asText()).isEqualTo("EndpointSliceList");
    assertThat(slices.path("apiVersion").asText()).isEqualTo("discovery.k8s.io/v1");
    assertThat(slices.at("/items/0").has("kind")).isFalse();
  }

  @Test
  default void anEmptyListHasItemsAndAVersion() {
    JsonNode list = place().get(place().slices(""));
    assertThat(list.path("items").isArray()).isTrue();
    assertThat(list.path("items")).isEmpty();
    assertThat(list.path("metadata")).hasSize(1);
    assertThat(list.at("/metadata/resourceVersion").asLong()).isPositive();
  }

  @Test
  default void aListOfANamespaceHasOnlyItsObjectsInTheOrderOfTheirNames() {
    place().services(List.of("b", "a", "a-b", "c"));
    place().slice("x", "");
    assertThat(names("")).containsExactly("a", "a-b", "b", "c");
    assertThat(place().client().names("/api/v1/namespaces/" + place().name() + "-other/services"))
        .isEmpty();
  }

  @Test
  default void aListOfAllNamespacesHasTheObjectsOfThisOne() {
    place().service("a", "");
    JsonNode found =
        place().get("/api/v1/services?fieldSelector=metadata.namespace%3D" + place().name());
    assertThat(found.path("items")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tier=web           | a",
        "tier==web          | a",
        "tier = web         | a",
        "tier!=web          | b,c",
        "tier in (web,db)   | a,b",
        "tier in (web)      | a",
        "tier in ()         | ''",
        "tier notin (web)   | b,c",
        "tier notin (web,)  | b,c",
        "tier               | a,b",
        "!tier              | c",
        "! tier             | c",
        "tier,env=prod      | b",
        "tier in (web, db),env notin (prod) | a",
        "env=               | ''",
        "env!=              | a,b,c",
        "size>3             | b",
        "size<3             | a",
        "size>x1            | refused",
        "tier=web,tier=db   | ''"
      })
  default void labelSelectorsChooseTheObjectsOfAList(String selector, String names) {
    place().service("a", "tier: web, size: '2'");
    place().service("b", "tier: db, env: prod, size: '5'");
    place().service("c", "");
    if (names.equals("refused")) {
      place().refused(query("labelSelector", selector), 400);
    } else {
      assertThat(String.join(",", names(query("labelSelector", selector)))).isEqualTo(names);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.name=a                          | a",
        "metadata.name==a                         | a",
        "metadata.name!=a                         | b,h",
        "metadata.name=a,metadata.name=b          | ''",
        "metadata.namespace!=none,metadata.name=b | b",
        "metadata.namespace=none                  | ''",
        "spec.clusterIP=None                      | h",
        "spec.type=ClusterIP                      | a,b,h",
        "spec.type!=ClusterIP                     | ''"
      })
  default void fieldSelectorsChooseTheServicesOfAList(String selector, String names) {
    place().services(List.of("a", "b"));
    place().write("Service", "h", "", "spec: {clusterIP: None, ports: [{port: 80}]}");
    assertThat(String.join(",", names(query("fieldSelector", selector)))).isEqualTo(names);
  }

  @Test
  default void aSliceIsFoundByTheNameOfItsService() {
    place().slice("a-1", "kubernetes.io/service-name: a");
    place().slice("b-1", "kubernetes.io/service-name: b");
    String byLabel = "?labelSelector=kubernetes.io%2Fservice-name%3Da";
    assertThat(place().client().names(place().slices(byLabel))).containsExactly("a-1");
    String byName = "?fieldSelector=metadata.name%3Db-1";
    assertThat(place().client().names(place().slices(byName))).containsExactly("b-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a in b",
        "=x",
        "a b",
        "tier===x",
        "!tier=x",
        "tier in (",
        ",",
        "tier,",
        "tier=a_/b"
      })
  default void aLabelSelectorThatCannotBeReadIsABadRequest(String selector) {
    for (String watch : List.of("", "&watch=1")) {
      JsonNode status = place().refused(query("labelSelector", selector) + watch, 400);
      assertThat(status.path("reason").asText()).isEqualTo("BadRequest");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.color=red | field label not supported: spec.color",
        "metadata.name  | invalid selector: 'metadata.name'; can't understand 'metadata.name'"
      })
  default void aFieldSelectorOfAnotherFieldIsABadRequest(String selector, String message) {
    for (String watch : List.of("", "&watch=1")) {
      String path = query("fieldSelector", selector) + watch;
      place().assertRefused(path, 400, "BadRequest", message);
    }
  }

  @Test
  default void aSliceHasNoFieldsButItsNameAndNamespaceToSelectBy() {
    place()
        .assertRefused(
            place().slices("?fieldSelector=addressType%3DIPv4"),
            400,
            "BadRequest",
            "\"addressType\" is not a known field selector:"
                + " only \"metadata.name\", \"metadata.namespace\"");
  }

  private List<String> names(String path) {
    return place().client().names(path.isEmpty() ? place().services("") : path);
  }

  private String query(String parameter, String value) {
    return place().services("?" + parameter + "=" + ApiClient.encode(value));
  }
}
