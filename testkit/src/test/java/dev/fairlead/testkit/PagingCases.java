package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract: lists in pages. */
interface PagingCases extends ContractSetting {

  @Test
  default void allPagesShowTheVersionOfTheFirstWhateverChangesInBetween() {
    place().services(List.of("a", "b", "c", "d"));
    JsonNode first = place().get(place().services("?limit=2"));
    assertThat(names(first)).containsExactly("a", "b");
    place().deleteService("c");
    place().service("b2", "");
    place().service("d", "tier: web");

    JsonNode second = place().get(place().services("?limit=1&continue=" + continuation(first)));
    assertThat(names(second)).containsExactly("c");
    JsonNode third = place().get(place().services("?continue=" + continuation(second)));
    assertThat(names(third)).containsExactly("d");
    assertThat(third.at("/items/0/metadata").has("labels")).isFalse();
    assertThat(third.path("metadata").has("continue")).isFalse();
    for (JsonNode page : List.of(second, third)) {
      assertThat(ContractNamespace.versionOf(page)).isEqualTo(ContractNamespace.versionOf(first));
    }
  }

  @Test
  default void aWatchFromTheVersionOfThePagesTellsWhatTheyDoNotShow() {
    place().services(List.of("a", "b"));
    JsonNode first = place().get(place().services("?limit=1"));
    place().deleteService("b");
    place().get(place().services("?limit=1&continue=" + continuation(first)));
    try (WatchReader watch = place().watchFrom(ContractNamespace.versionOf(first))) {
      assertThat(watch.nextShort()).isEqualTo("DELETED b");
    }
  }

  @Test
  default void aPageTellsHowManyObjectsRemainUnlessASelectorChooses() {
    place().services(List.of("a", "b", "c"));
    JsonNode page = place().get(place().services("?limit=1"));
    assertThat(page.at("/metadata/remainingItemCount").asInt()).isEqualTo(2);
    JsonNode next = place().get(place().services("?limit=1&continue=" + continuation(page)));
    assertThat(next.at("/metadata/remainingItemCount").asInt()).isEqualTo(1);
    for (String selector : List.of("labelSelector=!tier", "fieldSelector=metadata.name!%3Dx")) {
      JsonNode selected = place().get(place().services("?limit=1&" + selector));
      assertThat(selected.path("metadata").has("remainingItemCount")).isFalse();
      assertThat(continuation(selected)).isNotEmpty();
    }
  }

  @Test
  default void theLastPageAndAListWithoutALimitHaveNoContinuation() {
    place().services(List.of("a", "b"));
    for (String query : List.of("", "?limit=0", "?limit=2", "?limit=3", "?limit=-1")) {
      JsonNode list = place().get(place().services(query));
      assertThat(names(list)).as(query).containsExactly("a", "b");
      assertThat(list.path("metadata")).as(query).hasSize(1);
    }
  }

  @Test
  default void thePagesOfASelectionAreFullAndHaveAllOfIt() {
    for (String name : List.of("a", "c", "e")) {
      place().slice(name, "tier: web");
      place().slice(name + "x", "");
    }
    String selected = "?limit=2&labelSelector=tier%3Dweb";
    JsonNode first = place().get(place().slices(selected));
    assertThat(names(first)).containsExactly("a", "c");
    String rest = selected + "&continue=" + continuation(first);
    JsonNode second = place().get(place().slices(rest));
    assertThat(names(second)).containsExactly("e");
    assertThat(continuation(second)).isEmpty();
  }

  @Test
  default void aContinuationTakesNoVersionButZero() {
    place().services(List.of("a", "b"));
    String token = continuation(place().get(place().services("?limit=1")));
    String next = place().services("?continue=" + token);
    assertThat(names(place().get(next + "&resourceVersion=0"))).containsExactly("b");
    place()
        .assertRefused(
            next + "&resourceVersion=1",
            400,
            "BadRequest",
            "specifying resource version is not allowed when using continue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "!!", "eyJ9", "e30"})
  default void aContinuationThatIsNoneIsABadRequest(String token) {
    for (String version : List.of("", "&resourceVersion=1")) {
      String path = place().services("?limit=1&continue=" + ApiClient.encode(token) + version);
      JsonNode status = place().refused(path, 400);
      assertThat(status.path("reason").asText()).isEqualTo("BadRequest");
      assertThat(status.path("message").asText())
          .startsWith("invalid continue token: continue key is not valid: ");
    }
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.path("items").forEach(item -> names.add(item.at("/metadata/name").asText()));
    return names;
  }

  private static String continuation(JsonNode list) {
    return list.at("/metadata/continue").asText();
  }
}
