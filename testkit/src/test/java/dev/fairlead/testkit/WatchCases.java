package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract: what a running watch tells. */
interface WatchCases extends ContractSetting {

  @Test
  default void aWatchFromAVersionTellsAllThatFollowedInOrder() {
    place().service("before", "");
    String start = place().version();
    place().service("a", "");
    try (WatchReader watch = place().watchFrom(start)) {
      place().service("a", "tier: web");
      place().service("b", "");
      place().deleteService("a");
      place().deleteService("before");
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      assertThat(watch.nextShort()).isEqualTo("MODIFIED a");
      assertThat(watch.nextShort()).isEqualTo("ADDED b");
      assertThat(watch.nextShort()).isEqualTo("DELETED a");
      assertThat(watch.nextShort()).isEqualTo("DELETED before");
    }
  }

  @Test
  default void anEventCarriesTheWholeObjectAndItsVersion() {
    String start = place().version();
    place().service("a", "tier: web");
    place().slice("a-1", "");
    try (WatchReader watch = place().watchFrom(start);
        WatchReader slices = place().watch(place().slices("?resourceVersion=" + start))) {
      assertThat(watch.status()).isEqualTo(200);
      assertThat(watch.next().path("object")).isEqualTo(place().get(place().services("/a")));
      assertThat(slices.next().path("object")).isEqualTo(place().get(place().slices("/a-1")));
    }
  }

  @Test
  default void versionsRiseFromEventToEvent() {
    String start = place().version();
    try (WatchReader watch = place().watchFrom(start)) {
      place().services(List.of("c", "a", "b"));
      place().deleteService("a");
      long last = Long.parseLong(start);
      for (int i = 0; i < 4; i++) {
        long version = versionOf(watch.next());
        assertThat(version).isGreaterThan(last);
        last = version;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&resourceVersion=", "&resourceVersion=0"})
  default void aWatchWithoutAVersionBeginsWithWhatIsThere(String version) {
    place().services(List.of("b", "a"));
    place().version();
    try (WatchReader watch = place().watch(place().services("?timeoutSeconds=60" + version))) {
      JsonNode first = watch.next();
      assertThat(first.path("type").asText()).isEqualTo("ADDED");
      assertThat(first.path("object")).isEqualTo(place().get(place().services("/a")));
      assertThat(watch.nextShort()).isEqualTo("ADDED b");
      place().service("a", "tier: web");
      place().deleteService("b");
      assertThat(watch.nextShort()).isEqualTo("MODIFIED a");
      assertThat(watch.nextShort()).isEqualTo("DELETED b");
    }
  }

  @Test
  default void aDeletionCarriesTheLastStateAtTheVersionOfTheDeletion() {
    place().service("a", "tier: web");
    ObjectNode last = (ObjectNode) place().get(place().services("/a"));
    String before = place().version();
    try (WatchReader watch = place().watchFrom(before)) {
      place().deleteService("a");
      JsonNode event = watch.next();
      assertThat(event.path("type").asText()).isEqualTo("DELETED");
      assertThat(versionOf(event)).isGreaterThan(Long.parseLong(before));
      last.withObjectProperty("metadata")
          .set("resourceVersion", event.at("/object/metadata/resourceVersion"));
      assertThat(event.path("object")).isEqualTo(last);
    }
  }

  @Test
  default void anObjectThatStopsMatchingIsDeletedForTheWatchAndAddedWhenItBegins() {
    place().service("a", "tier: web");
    String start = place().version();
    String selected = "?labelSelector=tier%3Dweb&resourceVersion=" + start;
    try (WatchReader watch = place().watch(place().services(selected))) {
      place().service("a", "tier: web, size: big");
      assertThat(watch.nextShort()).isEqualTo("MODIFIED a");
      place().service("a", "tier: db");
      JsonNode deleted = watch.next();
      assertThat(deleted.path("type").asText()).isEqualTo("DELETED");
      assertThat(deleted.at("/object/metadata/labels/tier").asText()).isEqualTo("web");
      assertThat(versionOf(deleted))
          .isEqualTo(Long.parseLong(objectVersion(place().services("/a"))));
      place().service("a", "tier: db, size: small");
      place().service("other", "");
      place().deleteService("other");
      place().service("a", "tier: web");
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
    }
  }

  @Test
  default void selectionsAreMadeOfThePastToo() {
    place().service("a", "tier: web");
    String start = place().version();
    place().service("a", "tier: db");
    place().service("a", "tier: web");
    String selected = "?labelSelector=tier%3Ddb&resourceVersion=" + start;
    try (WatchReader watch = place().watch(place().services(selected))) {
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      assertThat(watch.nextShort()).isEqualTo("DELETED a");
    }
  }

  @Test
  default void aWatchOfOneNameHearsNothingOfOthers() {
    String start = place().version();
    String selected = "?fieldSelector=metadata.name%3Db&resourceVersion=" + start;
    try (WatchReader watch = place().watch(place().services(selected))) {
      place().services(List.of("a", "b", "c"));
      place().deleteService("b");
      assertThat(watch.nextShort()).isEqualTo("ADDED b");
      assertThat(watch.nextShort()).isEqualTo("DELETED b");
    }
  }

  @Test
  default void aWatchOfAllNamespacesHearsOfThisOne() {
    String start = place().version();
    String path = "/api/v1/services?labelSelector=only%3D" + place().name();
    try (WatchReader watch = place().watch(path + "&resourceVersion=" + start)) {
      place().service("a", "only: " + place().name());
      assertThat(watch.next().at("/object/metadata/namespace").asText()).isEqualTo(place().name());
    }
  }

  @Test
  default void writingAnEqualObjectIsNoEvent() {
    place().service("a", "");
    try (WatchReader watch = place().watchFrom(place().version())) {
      place().service("a", "");
      place().service("b", "");
      assertThat(watch.nextShort()).isEqualTo("ADDED b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&resourceVersion=0"})
  default void initialEventsEndWithAMarkedBookmarkIfBookmarksAreTaken(String version) {
    place().service("a", "");
    place().slice("a-1", "");
    String query = "?allowWatchBookmarks=true" + version;
    assertInitialEvents(place().services(query), "spec: {}, status: {loadBalancer: {}}");
    assertInitialEvents(place().slices(query), "addressType: '', endpoints: null, ports: null");
  }

  @Test
  default void bookmarksComeByThemselvesToThoseWhoTakeThemOnly() {
    String start = place().version();
    String takes = place().services("?allowWatchBookmarks=true&resourceVersion=" + start);
    try (WatchReader bookmarked = place().watch(takes);
        WatchReader plain = place().watchFrom(start)) {
      JsonNode bookmark = bookmarked.next(patience());
      assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(versionOf(bookmark)).isGreaterThanOrEqualTo(Long.parseLong(start));
      assertThat(bookmark.path("object").at("/metadata/annotations").isMissingNode()).isTrue();
      place().service("a", "");
      assertThat(plain.nextShort()).isEqualTo("ADDED a");
    }
  }

  @Test
  default void timeoutSecondsEndsTheStreamCleanly() {
    place().service("a", "");
    try (WatchReader watch = place().watch(place().services("?timeoutSeconds=1"))) {
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      watch.awaitEnd();
      assertThat(watch.isQuiet()).isTrue();
    }
  }

  private void assertInitialEvents(String path, String emptyObject) {
    try (WatchReader watch = place().watch(path)) {
      assertThat(watch.next().path("type").asText()).isEqualTo("ADDED");
      JsonNode bookmark = watch.next();
      assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
      ObjectNode object = (ObjectNode) bookmark.path("object");
      assertThat(object.at("/metadata/annotations"))
          .isEqualTo(ContractYaml.object("k8s.io/initial-events-end: 'true'"));
      assertThat(object.path("metadata")).hasSize(2);
      assertThat(object.path("kind").asText()).isIn("Service", "EndpointSlice");
      object.remove(List.of("kind", "apiVersion", "metadata"));
      assertThat(object).isEqualTo(ContractYaml.object("{" + emptyObject + "}"));
    }
  }

  private String objectVersion(String path) {
    return ContractNamespace.versionOf(place().get(path));
  }

  private static long versionOf(JsonNode event) {
    return event.at("/object/metadata/resourceVersion").asLong();
  }
}
