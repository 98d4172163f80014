package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services";

  private final FakeKubernetes kubernetes = FakeKubernetes.builder().eventWindow(3).start();
  private final ApiClient api = ApiClient.of(kubernetes);

  @AfterEach
  void close() {
    kubernetes.close();
  }

  private WatchReader watchFrom(String version) {
    return api.watch(SERVICES + "?resourceVersion=" + version);
  }

  @Test
  void aWatchFromAVersionTellsWhatFollowedInOrder() {
    String start = api.version(SERVICES);
    kubernetes.service("shop", "a").port("http", 80).apply();
    try (WatchReader watch = watchFrom(start)) {
      kubernetes.service("shop", "a").port("http", 81).apply();
      kubernetes.delete("Service", "shop", "a");
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      JsonNode modified = watch.next();
      assertThat(modified.path("type").asText()).isEqualTo("MODIFIED");
      assertThat(modified.at("/object/kind").asText()).isEqualTo("Service");
      JsonNode deleted = watch.next();
      assertThat(deleted.path("type").asText()).isEqualTo("DELETED");
      assertThat(deleted.at("/object/spec/ports/0/port").asInt()).isEqualTo(81);
      assertThat(deleted.at("/object/metadata/resourceVersion").asText())
          .isEqualTo(api.version(SERVICES));
    }
  }

  @Test
  void aWatchWithoutAVersionBeginsWithWhatIsThere() {
    kubernetes.service("shop", "b").apply();
    kubernetes.service("shop", "a").apply();
    for (String path : List.of(SERVICES, SERVICES + "?resourceVersion=0")) {
      try (WatchReader watch = api.watch(path)) {
        assertThat(watch.nextShort()).isEqualTo("ADDED a");
        assertThat(watch.nextShort()).isEqualTo("ADDED b");
        kubernetes.service("shop", "c").apply();
        assertThat(watch.nextShort()).isEqualTo("ADDED c");
        kubernetes.delete("Service", "shop", "c");
      }
    }
  }

  @Test
  void theInitialEventsOfAWatchWithBookmarksEndWithAMarkedBookmark() {
    kubernetes.service("shop", "a").apply();
    try (WatchReader watch = api.watch(SERVICES + "?allowWatchBookmarks=true")) {
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      JsonNode bookmark = watch.next();
      assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(bookmark.path("object").at("/metadata/annotations").toString())
          .isEqualTo("{\"k8s.io/initial-events-end\":\"true\"}");
    }
  }

  @Test
  void aWatchFromBeforeTheWindowIsAnsweredWith410() {
    String start = api.version(SERVICES);
    for (String name : List.of("a", "b", "c", "d")) {
      kubernetes.service("shop", name).apply();
    }
    try (WatchReader watch = watchFrom(start)) {
      assertThat(watch.status()).isEqualTo(200);
      assert410(watch, "too old resource version: " + start + " (2)");
    }
  }

  @Test
  void compactingExpiresResumesAndLeavesRunningWatches() {
    String start = api.version(SERVICES);
    try (WatchReader running = watchFrom(start)) {
      kubernetes.service("shop", "a").apply();
      kubernetes.compact();
      kubernetes.service("shop", "b").apply();
      assertThat(running.nextShort()).isEqualTo("ADDED a");
      assertThat(running.nextShort()).isEqualTo("ADDED b");
    }
    try (WatchReader late = watchFrom(start)) {
      assert410(late, "too old resource version: " + start + " (2)");
    }
  }

  @Test
  void anObjectThatStopsMatchingIsDeletedForTheWatchAndAddedWhenItBegins() {
    kubernetes.service("shop", "a").label("tier", "web").apply();
    String start = api.version(SERVICES);
    try (WatchReader watch =
        api.watch(SERVICES + "?labelSelector=tier%3Dweb&resourceVersion=" + start)) {
      kubernetes.service("shop", "a").label("tier", "db").apply();
      JsonNode deleted = watch.next();
      assertThat(deleted.path("type").asText()).isEqualTo("DELETED");
      assertThat(deleted.at("/object/metadata/labels/tier").asText()).isEqualTo("web");
      assertThat(deleted.at("/object/metadata/resourceVersion").asText())
          .isEqualTo(api.version(SERVICES));
      kubernetes.service("shop", "other").apply();
      kubernetes.service("shop", "a").label("tier", "web").apply();
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
    }
  }

  @Test
  void aWatchOfANamespaceOrANameHearsNothingOfOthers() {
    try (WatchReader namespace = api.watch(SERVICES);
        WatchReader name = api.watch(SERVICES + "?fieldSelector=metadata.name%3Db");
        WatchReader everything = api.watch("/api/v1/services")) {
      kubernetes.service("billing", "b").apply();
      kubernetes.service("shop", "a").apply();
      kubernetes.service("shop", "b").apply();
      assertThat(namespace.nextShort()).isEqualTo("ADDED a");
      assertThat(name.next().at("/object/metadata/namespace").asText()).isEqualTo("shop");
      assertThat(everything.nextShort()).isEqualTo("ADDED b");
      assertThat(everything.nextShort()).isEqualTo("ADDED a");
    }
  }

  @Test
  void bookmarksCarryTheCurrentVersionToThoseWhoTakeThem() {
    String start = api.version(SERVICES);
    try (WatchReader takes =
            api.watch(SERVICES + "?allowWatchBookmarks=true&resourceVersion=" + start);
        WatchReader plain = watchFrom(start)) {
      kubernetes.node("worker-1", "zone-a");
      kubernetes.sendBookmarks();
      JsonNode bookmark = takes.next();
      assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(bookmark.at("/object/kind").asText()).isEqualTo("Service");
      assertThat(bookmark.at("/object/metadata/resourceVersion").asText())
          .isEqualTo(api.version(SERVICES));
      kubernetes.service("shop", "a").apply();
      assertThat(plain.nextShort()).isEqualTo("ADDED a");
    }
  }

  @Test
  void bookmarksComeByThemselvesAtTheInterval() {
    try (FakeKubernetes frequent =
            FakeKubernetes.builder().bookmarkInterval(Duration.ofMillis(20)).start();
        WatchReader watch =
            ApiClient.of(frequent).watch(SERVICES + "?resourceVersion=1&allowWatchBookmarks=1")) {
      assertThat(watch.next().path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(watch.next().path("type").asText()).isEqualTo("BOOKMARK");
    }
  }

  @Test
  void timeoutSecondsEndsTheStreamCleanly() {
    try (WatchReader watch = api.watch(SERVICES + "?timeoutSeconds=1")) {
      watch.awaitEnd();
    }
  }

  @Test
  void droppedWatchesEndCleanlyAndLoseNothing() {
    try (WatchReader watch = api.watch(SERVICES)) {
      kubernetes.service("shop", "a").apply();
      kubernetes.dropWatches();
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      watch.awaitEnd();
    }
  }

  @Test
  void concurrentWritesReachAWatchInTheOrderOfTheirVersions() {
    try (WatchReader watch = api.watch(SERVICES)) {
      CompletableFuture<?>[] writers = new CompletableFuture<?>[4];
      for (int w = 0; w < writers.length; w++) {
        String prefix = "w" + w + "-";
        writers[w] =
            CompletableFuture.runAsync(
                () ->
                    IntStream.range(0, 50)
                        .forEach(i -> kubernetes.service("shop", prefix + i).apply()));
      }
      long last = 0;
      for (int i = 0; i < 200; i++) {
        long version = watch.next().at("/object/metadata/resourceVersion").asLong();
        assertThat(version).isGreaterThan(last);
        last = version;
      }
      CompletableFuture.allOf(writers)
          .orTimeout(WatchReader.PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join();
    }
  }

  @Test
  void applyingAnEqualObjectIsNoEvent() {
    kubernetes.service("shop", "a").port("http", 80).apply();
    String version = api.version(SERVICES);
    kubernetes.service("shop", "a").port("http", 80).apply();
    assertThat(api.version(SERVICES)).isEqualTo(version);
  }

  @Test
  void watchOptionsThatThisServerDoesNotHaveAreRefusedBeforeTheStream() {
    assertThat(api.get(SERVICES + "?watch=1&sendInitialEvents=true").statusCode()).isEqualTo(422);
    assertThat(api.get(SERVICES + "?watch=1&labelSelector=%3D").statusCode()).isEqualTo(400);
  }

  private static void assert410(WatchReader watch, String message) {
    JsonNode error = watch.next();
    assertThat(error.path("type").asText()).isEqualTo("ERROR");
    assertThat(error.at("/object/kind").asText()).isEqualTo("Status");
    assertThat(error.at("/object/code").asInt()).isEqualTo(410);
    assertThat(error.at("/object/reason").asText()).isEqualTo("Expired");
    assertThat(error.at("/object/message").asText()).isEqualTo(message);
    watch.awaitEnd();
  }
}
