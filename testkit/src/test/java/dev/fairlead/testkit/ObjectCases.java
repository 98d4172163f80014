package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Contract: what a single object is, from its creation to its end. */
interface ObjectCases extends ContractSetting {

  @Test
  default void everyObjectHasAnIdentityAndAVersion() {
    place().service("a", "tier: web");
    place().slice("a-1", "");
    for (String path : new String[] {place().services("/a"), place().slices("/a-1")}) {
      JsonNode object = place().get(path);
      assertThat(object.path("kind").asText()).isIn("Service", "EndpointSlice");
      assertThat(object.path("apiVersion").asText()).isIn("v1", "discovery.k8s.io/v1");
      JsonNode metadata = object.path("metadata");
      assertThat(metadata.path("namespace").asText()).isEqualTo(place().name());
      assertThat(metadata.path("uid").asText()).hasSize(36);
      assertThat(metadata.path("creationTimestamp").asText())
          .matches("[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z");
      assertThat(metadata.path("resourceVersion").isTextual()).isTrue();
      assertThat(metadata.path("resourceVersion").asLong()).isPositive();
    }
  }

  @Test
  default void aMissingObjectIs404WithItsName() {
    JsonNode service = place().refused(place().services("/nope"), 404);
    assertThat(service.path("reason").asText()).isEqualTo("NotFound");
    assertThat(service.path("message").asText()).isEqualTo("services \"nope\" not found");
    assertThat(service.path("metadata")).isEmpty();
    assertThat(service.path("details"))
        .isEqualTo(ContractYaml.object("{name: nope, kind: services}"));
    JsonNode slice = place().refused(place().slices("/nope"), 404);
    assertThat(slice.path("message").asText())
        .isEqualTo("endpointslices.discovery.k8s.io \"nope\" not found");
    assertThat(slice.path("details"))
        .isEqualTo(
            ContractYaml.object("{name: nope, group: discovery.k8s.io, kind: endpointslices}"));
  }

  @Test
  default void anObjectOfAnotherNamespaceIsMissing() {
    place().service("a", "");
    place().refused("/api/v1/namespaces/" + place().name() + "-other/services/a", 404);
  }

  @Test
  default void writingAnEqualObjectChangesNothing() {
    place().service("a", "tier: web");
    place().slice("a-1", "tier: web");
    JsonNode service = place().get(place().services("/a"));
    JsonNode slice = place().get(place().slices("/a-1"));
    place().service("a", "tier: web");
    place().slice("a-1", "tier: web");
    assertThat(place().get(place().services("/a"))).isEqualTo(service);
    assertThat(place().get(place().slices("/a-1"))).isEqualTo(slice);
  }

  @Test
  default void aReplacedObjectKeepsItsIdentityAndItsAddressAndGetsANewVersion() {
    place().service("a", "");
    JsonNode before = place().get(place().services("/a"));
    place().write("Service", "a", "", "spec: {ports: [{port: 81}], internalTrafficPolicy: Local}");
    JsonNode after = place().get(place().services("/a"));
    assertThat(after.at("/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
    assertThat(after.at("/metadata/creationTimestamp"))
        .isEqualTo(before.at("/metadata/creationTimestamp"));
    assertThat(after.at("/spec/clusterIP")).isEqualTo(before.at("/spec/clusterIP"));
    assertThat(after.at("/spec/internalTrafficPolicy").asText()).isEqualTo("Local");
    assertThat(after.at("/spec/ports/0/targetPort").asInt()).isEqualTo(81);
    assertThat(after.at("/metadata/resourceVersion").asLong())
        .isGreaterThan(before.at("/metadata/resourceVersion").asLong());
  }

  @Test
  default void anObjectCreatedAgainIsAnotherOne() {
    place().slice("a-1", "");
    JsonNode before = place().get(place().slices("/a-1"));
    place().deleteSlice("a-1");
    place().refused(place().slices("/a-1"), 404);
    place().slice("a-1", "");
    JsonNode after = place().get(place().slices("/a-1"));
    assertThat(after.at("/metadata/uid")).isNotEqualTo(before.at("/metadata/uid"));
  }

  @Test
  default void theGenerationOfASliceCountsItsContentAndItsLabelsButNotItsAnnotations() {
    String empty = "{addressType: IPv4, endpoints: []}";
    place().write("EndpointSlice", "a-1", "", empty);
    assertThat(generation()).isEqualTo(1);
    place().write("EndpointSlice", "a-1", "tier: web", empty);
    assertThat(generation()).isEqualTo(2);
    String noted = "{addressType: IPv4, metadata: {annotations: {note: x}}}";
    place().write("EndpointSlice", "a-1", "tier: web", noted);
    assertThat(generation()).isEqualTo(2);
    place().slice("a-1", "tier: web");
    assertThat(generation()).isEqualTo(3);
  }

  @Test
  default void anObjectIsReadAtAnyVersionThatIsReached() {
    place().service("a", "");
    JsonNode now = place().get(place().services("/a"));
    String version = place().version();
    assertThat(place().get(place().services("/a?resourceVersion=0"))).isEqualTo(now);
    assertThat(place().get(place().services("/a?resourceVersion=" + version))).isEqualTo(now);
  }

  private int generation() {
    return place().get(place().slices("/a-1")).at("/metadata/generation").asInt();
  }
}
