package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Location;
import dev.fairlead.fakes.FakeTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the own node is learned from when watches on single Services do not show it. */
class OwnSlicesTest {
  private static final String EMPTY = "{\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[]}";
  private static final String OWN =
      """
      {"metadata":{"resourceVersion":"9"},"items":[{
        "metadata":{"name":"me-1","namespace":"shop","labels":{
          "kubernetes.io/service-name":"me",
          "endpointslice.kubernetes.io/managed-by":"endpointslice-controller.k8s.io"}},
        "addressType":"IPv4",
        "endpoints":[{"addresses":["10.1.2.3"],"nodeName":"node-3","zone":"zone-b"}]}]}
      """;

  private final FakeTransport server = new FakeTransport();
  private final List<Location> learned = new ArrayList<>();

  private OwnSlices ownSlices(Location known) {
    LocationSearch search =
        new LocationSearch(
            known,
            new LocationSearch.Self("shop", Set.of("10.1.2.3")),
            node -> new CompletableFuture<@Nullable String>(),
            new LocationSearch.Executors(Runnable::run, Runnable::run),
            learned::add);
    return new OwnSlices("shop", server.parts(), search);
  }

  @Test
  void oneListTellsTheOwnNodeAndNoWatchFollows() {
    OwnSlices slices = ownSlices(Location.UNKNOWN);
    slices.wanted();
    slices.wanted();
    server.last().answer(200, OWN);
    slices.wanted();
    server.pass(Duration.ofHours(1));

    assertThat(learned).containsExactly(new Location("node-3", "zone-b"));
    assertThat(server.requests)
        .extracting(FakeTransport.Request::path)
        .containsExactly(
            "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?resourceVersion=0");
  }

  @Test
  void aKnownNodeIsNotLookedFor() {
    ownSlices(new Location("node-1", null)).wanted();

    assertThat(server.requests).isEmpty();
  }

  @Test
  void aPodInNoSliceIsLookedForAFewTimes() {
    ownSlices(Location.UNKNOWN).wanted();
    for (int i = 0; i < 5; i++) {
      server.last().answer(200, EMPTY);
      server.pass(Duration.ofHours(1));
    }

    assertThat(server.requests).hasSize(3);
    assertThat(learned).isEmpty();
  }

  @Test
  void aListThatStallsIsGivenUpAndAskedForAgain() {
    OwnSlices slices = ownSlices(Location.UNKNOWN);
    slices.wanted();
    server.last().head(200);
    server.pass(Duration.ofSeconds(31));
    slices.check();
    server.pass(Duration.ofSeconds(1));

    assertThat(server.requests).hasSize(2);
    assertThat(server.requests.get(0).isCancelled()).isTrue();
  }

  @Test
  void aRefusalIsTriedAFewTimes() {
    ownSlices(Location.UNKNOWN).wanted();
    for (int i = 0; i < 5; i++) {
      server.last().answer(403, "{}");
      server.pass(Duration.ofHours(1));
    }

    assertThat(server.requests).hasSize(3);
  }

  @Test
  void aFailureIsTriedAgainAndTheEndEndsIt() {
    OwnSlices slices = ownSlices(Location.UNKNOWN);
    slices.wanted();
    server.last().answer(500, "{}");
    server.pass(Duration.ofSeconds(1));
    assertThat(server.requests).hasSize(2);

    slices.close();
    server.last().answer(200, OWN);
    server.pass(Duration.ofHours(1));
    assertThat(server.requests).hasSize(2);
    assertThat(learned).isEmpty();
  }
}
