package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract: watches that go on where others ended, and several at once. */
interface ResumeCases extends ContractSetting {
  /** How far ahead of the present a watch begins: some writes, few enough to make them. */
  int AHEAD = 12;

  @Test
  default void aResumedWatchTellsOfADeletionWhileNobodyWatched() {
    place().service("a", "");
    String seen;
    try (WatchReader watch = place().watch(place().services(""))) {
      seen = ContractNamespace.versionOf(watch.next().path("object"));
    }
    place().deleteService("a");
    place().service("a", "tier: new");
    try (WatchReader watch = place().watchFrom(seen)) {
      assertThat(watch.nextShort()).isEqualTo("DELETED a");
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
    }
  }

  @Test
  default void aWatchFromThePresentTellsNothingOld() {
    place().services(List.of("a", "b"));
    place().deleteService("b");
    try (WatchReader watch = place().watchFrom(place().version())) {
      place().service("c", "");
      assertThat(watch.nextShort()).isEqualTo("ADDED c");
    }
  }

  @Test
  default void aWatchFromTheVersionOfAnEventTellsWhatCameAfterIt() {
    String start = place().version();
    place().services(List.of("a", "b", "c"));
    List<String> versions = new ArrayList<>();
    try (WatchReader watch = place().watchFrom(start)) {
      for (int i = 0; i < 3; i++) {
        versions.add(ContractNamespace.versionOf(watch.next().path("object")));
      }
    }
    try (WatchReader watch = place().watchFrom(versions.get(1))) {
      assertThat(watch.nextShort()).isEqualTo("ADDED c");
    }
  }

  @Test
  default void aWatchFromTheVersionOfABookmarkLosesNothing() {
    place().service("a", "");
    String bookmark;
    try (WatchReader watch = place().watch(place().services("?allowWatchBookmarks=true"))) {
      watch.next();
      bookmark = ContractNamespace.versionOf(watch.next().path("object"));
    }
    place().deleteService("a");
    try (WatchReader watch = place().watchFrom(bookmark)) {
      assertThat(watch.nextShort()).isEqualTo("DELETED a");
    }
  }

  @Test
  default void aWatchFromAVersionOfTheFutureTellsOnlyWhatComesAfterThat() {
    place().service("a", "");
    long from = place().number() + AHEAD;
    try (WatchReader watch = place().watchFrom(Long.toString(from))) {
      assertThat(watch.status()).isEqualTo(200);
      for (int i = 0; i <= AHEAD; i++) {
        place().service("a", "count: '" + i + "'");
      }
      JsonNode first = watch.next();
      assertThat(first.at("/object/metadata/resourceVersion").asLong()).isGreaterThan(from);
    }
  }

  @Test
  default void aVersionThatIsGoneIsAnErrorEventAndTheEnd() {
    String gone = expire();
    try (WatchReader watch = place().watchFrom(gone)) {
      assertThat(watch.status()).isEqualTo(200);
      JsonNode event = watch.next();
      assertThat(event.path("type").asText()).isEqualTo("ERROR");
      JsonNode status = event.path("object");
      assertThat(status.path("kind").asText()).isEqualTo("Status");
      assertThat(status.path("apiVersion").asText()).isEqualTo("v1");
      assertThat(status.path("metadata").isObject()).isTrue();
      assertThat(status.path("status").asText()).isEqualTo("Failure");
      assertThat(status.path("code").asInt()).isEqualTo(410);
      assertThat(status.path("reason").asText()).isEqualTo("Expired");
      assertThat(status.path("message").asText())
          .matches("too old resource version: " + gone + " \\([0-9]+\\)");
      watch.awaitEnd();
      assertThat(watch.isQuiet()).isTrue();
    }
  }

  @Test
  default void afterAVersionIsGoneAListAndAWatchFromThereGoOn() {
    String gone = expire();
    String version = place().version();
    assertThat(Long.parseLong(version)).isGreaterThan(Long.parseLong(gone));
    try (WatchReader watch = place().watchFrom(version)) {
      place().service("fresh", "");
      assertThat(watch.nextShort()).isEqualTo("ADDED fresh");
    }
  }

  @Test
  default void manyWatchesShareOneHttp2ConnectionAndEachHearsItsOwn() {
    String start = place().version();
    List<WatchReader> watches = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        String name = "?fieldSelector=metadata.name%3Ds" + i + "&resourceVersion=" + start;
        watches.add(place().watch(place().services(name)));
      }
      for (int i = 0; i < 20; i++) {
        place().service("s" + i, "");
      }
      for (int i = 0; i < 20; i++) {
        assertThat(watches.get(i).version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(watches.get(i).nextShort()).isEqualTo("ADDED s" + i);
      }
    } finally {
      watches.forEach(WatchReader::close);
    }
  }

  @Test
  default void aWatchThatIsCancelledLeavesTheOthersOnItsConnection() {
    String start = place().version();
    try (WatchReader stays = place().watchFrom(start)) {
      try (WatchReader leaves = place().watchFrom(start)) {
        place().service("a", "");
        assertThat(leaves.nextShort()).isEqualTo("ADDED a");
      }
      place().service("b", "");
      assertThat(stays.nextShort()).isEqualTo("ADDED a");
      assertThat(stays.nextShort()).isEqualTo("ADDED b");
    }
  }
}
