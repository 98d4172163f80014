package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.Location;
import dev.fairlead.api.Slice;
import dev.fairlead.fakes.Slices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocationSearchTest {
  private static final Slice OURS =
      Slices.slice("a", Slices.ready("10.1.0.1", "node-1"), Slices.ready("10.1.0.2", "node-2"));

  private final List<Location> found = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private CompletionStage<@Nullable String> answer = CompletableFuture.completedFuture("zone-z");

  private LocationSearch search(Location known, String... ownAddresses) {
    return new LocationSearch(
        known,
        new LocationSearch.Self("shop", Set.of(ownAddresses)),
        node -> {
          asked.add(node);
          return answer;
        },
        new LocationSearch.Executors(Runnable::run, later::add),
        found::add);
  }

  @Test
  void theOwnAddressInASliceGivesNodeAndZone() {
    search(Location.UNKNOWN, "10.1.0.2").look("shop", List.of(OURS));

    assertThat(found).containsExactly(new Location("node-2", "zone-a"));
    assertThat(asked).isEmpty();
  }

  @Test
  void anyEndpointOfTheOwnNodeGivesItsZone() {
    search(new Location("node-1", null)).look("shop", List.of(OURS));

    assertThat(found).containsExactly(new Location("node-1", "zone-a"));
    assertThat(asked).isEmpty();
  }

  @Test
  void theNodeIsAskedForItsZoneOnlyWhenNoSliceTells() {
    LocationSearch search = search(new Location("node-9", null));
    search.look("shop", List.of(OURS));
    search.look("shop", List.of(OURS));

    assertThat(asked).containsExactly("node-9");
    assertThat(found).containsExactly(new Location("node-9", "zone-z"));
  }

  @Test
  void aNodeThatMayNotBeReadIsNotAskedForAgain() {
    answer = CompletableFuture.completedFuture(null);
    LocationSearch search = search(new Location("node-9", null));
    search.look("shop", List.of(OURS));
    search.look("shop", List.of(OURS));

    assertThat(asked).containsExactly("node-9");
    assertThat(found).isEmpty();
  }

  @Test
  void afterAPassingFailureTheNodeIsAskedForAgainLater() {
    answer = CompletableFuture.failedFuture(new IOException("reset"));
    LocationSearch search = search(new Location("node-9", null));
    search.look("shop", List.of(OURS));
    search.look("shop", List.of(OURS));
    assertThat(asked).hasSize(1);

    answer = CompletableFuture.completedFuture("zone-z");
    later.remove(0).run();

    assertThat(asked).hasSize(2);
    assertThat(later).isEmpty();
    assertThat(found).containsExactly(new Location("node-9", "zone-z"));
  }

  @Test
  void aSliceOfAnotherNamespaceDoesNotTellTheOwnNode() {
    search(Location.UNKNOWN, "10.1.0.2").look("tenant", List.of(OURS));

    assertThat(found).isEmpty();
  }

  @Test
  void whatIsKnownIsNeverOverwritten() {
    search(new Location(null, "zone-mine"), "10.1.0.2").look("shop", List.of(OURS));

    assertThat(found).containsExactly(new Location("node-2", "zone-mine"));
  }

  @Test
  void aHandMadeSliceIsNotBelieved() {
    Slice handMade =
        new Slice(
            "a",
            OURS.service(),
            OURS.family(),
            OURS.ports(),
            OURS.endpoints(),
            new Slice.Origin(false, false));
    search(Location.UNKNOWN, "10.1.0.2").look("shop", List.of(handMade));

    assertThat(found).isEmpty();
  }

  @Test
  void aTerminatingPodIsNotBelievedSinceItsAddressMayBeReused() {
    Slice old =
        Slices.slice("a", Slices.record("10.1.0.2", "node-7", new Conditions(false, true, true)));
    search(Location.UNKNOWN, "10.1.0.2").look("shop", List.of(old, OURS));

    assertThat(found).containsExactly(new Location("node-2", "zone-a"));
  }
}
