package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackupTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services";
  private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices";

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final ApiClient api = ApiClient.of(kubernetes);

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Test
  void aRestoreBringsBackObjectsAndLowerVersions() {
    kubernetes.service("shop", "a").port("http", 80).apply();
    String then = api.version(SERVICES);
    Backup backup = kubernetes.backup();
    kubernetes.delete("Service", "shop", "a");
    kubernetes.service("shop", "b").apply();
    String future = api.version(SERVICES);

    kubernetes.restore(backup);

    assertThat(api.names(SERVICES)).containsExactly("a");
    assertThat(api.version(SERVICES)).isEqualTo(then);
    String path = SERVICES + "?resourceVersionMatch=NotOlderThan&resourceVersion=" + future;
    assertThat(api.get(path).statusCode()).isEqualTo(504);
  }

  @Test
  void aRestoreEndsConnectionsAndLeavesNoHistory() {
    kubernetes.service("shop", "a").apply();
    String start = api.version(SERVICES);
    kubernetes.service("shop", "b").apply();
    Backup backup = kubernetes.backup();
    try (WatchReader before = api.watch(SERVICES)) {
      kubernetes.restore(backup);
      before.awaitFailure();
    }
    try (WatchReader resumed = api.watch(SERVICES + "?resourceVersion=" + start)) {
      JsonNode event = resumed.next();
      assertThat(event.at("/object/code").asInt()).isEqualTo(410);
    }
  }

  @Test
  void theSlicesOfAServiceFollowItAsTheyDidAtTheBackup() {
    kubernetes.service("shop", "a").port("http", 80).apply();
    endpoints("10.1.0.1");
    Backup backup = kubernetes.backup();
    endpoints("10.1.0.2");
    kubernetes.restore(backup);
    kubernetes.service("shop", "a").port("http", 81).label("tier", "web").apply();

    JsonNode slice = api.ok(SLICES).at("/items/0");
    assertThat(slice.at("/metadata/labels/tier").asText()).isEqualTo("web");
    assertThat(slice.at("/endpoints/0/addresses/0").asText()).isEqualTo("10.1.0.1");
  }

  private void endpoints(String address) {
    kubernetes.endpoints(
        "shop", "a", List.of(SliceEndpoint.of(address, "node-1", "zone-a", "a-1")));
  }

  @Test
  void afterAStopAServerThatResumesHasItsHistory() {
    String start = api.version(SERVICES);
    kubernetes.service("shop", "a").apply();
    kubernetes.stop();
    kubernetes.service("shop", "b").apply();
    kubernetes.resume();
    kubernetes.resume();
    try (WatchReader watch = api.watch(SERVICES + "?resourceVersion=" + start)) {
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
      assertThat(watch.nextShort()).isEqualTo("ADDED b");
    }
  }
}
