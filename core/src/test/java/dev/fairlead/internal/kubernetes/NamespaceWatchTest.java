package dev.fairlead.internal.kubernetes;

import static dev.fairlead.internal.kubernetes.WatchedKind.ENDPOINT_SLICE;
import static dev.fairlead.internal.kubernetes.WatchedKind.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Slices;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published in which order of events; the informers are not started. */
class NamespaceWatchTest {
  private static final Slice BOTH =
      Slices.slice("a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1"));

  private final List<Resolution> told = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final List<String> restarted = new ArrayList<>();
  private final ApiConnection api =
      ApiConnection.open(new KubernetesApi.At(URI.create("http://127.0.0.1:1")), name -> null);
  private final NamespaceWatch watch =
      new NamespaceWatch(
          "shop",
          api,
          new NamespaceWatch.Planes(Runnable::run, later::add, Clock.systemUTC()),
          new LocationSearch(
              new Location("node-0", "zone-a"),
              new LocationSearch.Self("shop", Set.of()),
              node -> new CompletableFuture<@Nullable String>(),
              new LocationSearch.Executors(Runnable::run, later::add),
              location -> {}),
          new FairleadListener() {
            @Override
            public void watchRestarted(String namespace, String resource) {
              restarted.add(namespace + "/" + resource);
            }
          });

  @BeforeEach
  void bothKindsAreListed() {
    watch.watch("orders", told::add);
    watch.listing(SERVICE);
    watch.listing(ENDPOINT_SLICE);
    watch.changed(SERVICE, state -> state.put(Slices.service(TrafficPolicy.CLUSTER), ""));
    watch.listed(SERVICE);
    put(BOTH);
    assertThat(told).isEmpty();
    watch.listed(ENDPOINT_SLICE);
    assertThat(told).containsExactly(Slices.found(BOTH));
    told.clear();
  }

  @AfterEach
  void close() {
    watch.close();
    api.close();
  }

  private void put(Slice slice) {
    watch.changed(ENDPOINT_SLICE, state -> state.put(slice, ""));
  }

  @Test
  void aListIsToldAsOneChange() {
    Slice first = Slices.slice("a", Slices.ready("10.1.0.1", "node-0"));
    Slice second = Slices.slice("b", Slices.ready("10.1.0.2", "node-1"));
    watch.listing(ENDPOINT_SLICE);
    put(first);
    put(second);
    watch.listed(ENDPOINT_SLICE);

    assertThat(told).containsExactly(Slices.found(first, second));
  }

  @Test
  void aListAfterAFailedOneIsToldAsOneChangeToo() {
    Slice first = Slices.slice("a", Slices.ready("10.1.0.1", "node-0"));
    Slice second = Slices.slice("b", Slices.ready("10.1.0.2", "node-1"));
    watch.listing(ENDPOINT_SLICE);
    watch.failed(ENDPOINT_SLICE, new IOException("reset"));
    told.clear();
    put(first);
    put(second);
    assertThat(told).isEmpty();
    watch.listed(ENDPOINT_SLICE);

    assertThat(told).containsExactly(Slices.found(first, second));
  }

  @Test
  void aListThatFailsHoldsNothingBack() {
    watch.listing(SERVICE);
    watch.failed(SERVICE, new IOException("reset"));
    told.clear();
    put(Slices.slice("a", Slices.ready("10.1.0.3", "node-0")));

    assertThat(told).hasSize(1);
  }

  @Test
  void aListThatStallsHoldsNothingBackForLong() {
    later.clear();
    watch.listing(SERVICE);
    put(Slices.slice("a", Slices.ready("10.1.0.3", "node-0")));
    assertThat(told).isEmpty();

    later.forEach(Runnable::run);

    assertThat(told).hasSize(1);
  }

  @Test
  void theLimitOfAnOldListDoesNotEndANewOne() {
    later.clear();
    watch.listing(SERVICE);
    watch.listed(SERVICE);
    Runnable limitOfTheFirst = later.remove(0);
    watch.listing(ENDPOINT_SLICE);
    limitOfTheFirst.run();
    put(Slices.slice("a"));

    assertThat(told).isEmpty();
  }

  @Test
  void whatIsKnownStaysThroughEveryFailure() {
    for (WatchedKind kind : WatchedKind.values()) {
      watch.failed(kind, new IOException("reset"));
      watch.failed(kind, new IOException("reset"));
    }

    assertThat(told)
        .isNotEmpty()
        .allSatisfy(
            now -> {
              Resolution.Found found = (Resolution.Found) now;
              assertThat(found.snapshot().slices()).containsExactly(BOTH);
              assertThat(found.freshness()).isInstanceOf(Freshness.Stale.class);
            });
  }

  @Test
  void whatIsFollowedAgainAfterAFailureIsLive() {
    watch.failed(SERVICE, new IOException("reset"));
    watch.listing(SERVICE);
    watch.listed(SERVICE);

    assertThat(told).hasSize(2).last().isEqualTo(Slices.found(BOTH));
    assertThat(restarted).containsExactly("shop/services");
  }

  @Test
  void aRefusalIsToldBeforeAnotherTrouble() {
    watch.failed(SERVICE, new KubernetesClientException("no", 403, null));
    watch.failed(ENDPOINT_SLICE, new IOException("reset"));

    assertThat(told)
        .last()
        .satisfies(
            now ->
                assertThat(now.freshness().trouble())
                    .isNotNull()
                    .extracting(Trouble::kind)
                    .isEqualTo(Trouble.Kind.FORBIDDEN));
  }
}
