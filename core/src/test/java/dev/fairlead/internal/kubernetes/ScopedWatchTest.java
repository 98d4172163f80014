package dev.fairlead.internal.kubernetes;

import static dev.fairlead.internal.kubernetes.WatchedKind.ENDPOINT_SLICE;
import static dev.fairlead.internal.kubernetes.WatchedKind.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.FakeTransport;
import dev.fairlead.fakes.MovingClock;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published of what the two feeds tell. */
class ScopedWatchTest {
  private static final Slice BOTH =
      Slices.slice("a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1"));
  private static final Failure RESET = new Failure("watch", 0, "", new IOException("reset"));
  private static final Failure FORBIDDEN = new Failure("watch", 403, "{}", null);

  private final List<Resolution> told = new ArrayList<>();
  private final List<String> restarted = new ArrayList<>();
  private final FakeTransport transport = new FakeTransport();
  private final MovingClock clock = new MovingClock();
  private ScopedWatch watch = newWatch();

  private ScopedWatch newWatch() {
    FairleadListener listener =
        new FairleadListener() {
          @Override
          public void watchRestarted(String namespace, String resource) {
            restarted.add(namespace + "/" + resource);
          }
        };
    return new ScopedWatch(
        new WatchScope("shop", "orders"),
        transport.parts(),
        new Announcer("http://127.0.0.1:1", "shop", clock, listener),
        state -> {});
  }

  @BeforeEach
  void bothKindsAreListed() {
    watch.watch("orders", told::add);
    listServices();
    assertThat(told).isEmpty();
    list(BOTH);
    assertThat(told).containsExactly(Slices.found(BOTH));
    told.clear();
  }

  private void listServices() {
    watch
        .feed(SERVICE)
        .listed(
            List.of(state -> state.put(Slices.service(TrafficPolicy.CLUSTER), "")),
            Set.of("orders"),
            "");
  }

  private void list(Slice... slices) {
    List<Consumer<NamespaceState>> changes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Slice slice : slices) {
      changes.add(state -> state.put(slice, ""));
      names.add(slice.name());
    }
    watch.feed(ENDPOINT_SLICE).listed(changes, names, "");
  }

  private void put(Slice slice) {
    watch.feed(ENDPOINT_SLICE).changed(state -> state.put(slice, ""));
  }

  @Test
  void aListIsToldAsOneChange() {
    Slice first = Slices.slice("b", Slices.ready("10.1.0.1", "node-0"));
    Slice second = Slices.slice("c", Slices.ready("10.1.0.2", "node-1"));
    list(first, second);

    assertThat(told).containsExactly(Slices.found(first, second));
  }

  @Test
  void anEqualListIsNoNews() {
    list(BOTH);
    listServices();

    assertThat(told).isEmpty();
  }

  @Test
  void troubleOfOneKindHoldsNothingBack() {
    watch.feed(SERVICE).troubled(RESET);
    told.clear();
    put(Slices.slice("a", Slices.ready("10.1.0.3", "node-0")));

    assertThat(told).hasSize(1);
  }

  @Test
  void whatIsKnownStaysThroughEveryFailure() {
    for (WatchedKind kind : WatchedKind.values()) {
      watch.feed(kind).troubled(RESET);
      watch.feed(kind).troubled(RESET);
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
    watch.feed(SERVICE).troubled(RESET);
    watch.feed(SERVICE).restarting();
    watch.feed(SERVICE).following();

    assertThat(told).hasSize(2).last().isEqualTo(Slices.found(BOTH));
    assertThat(restarted).containsExactly("shop/services");
  }

  @Test
  void aRefusalIsToldBeforeAnotherTrouble() {
    watch.feed(SERVICE).troubled(RESET);
    watch.feed(ENDPOINT_SLICE).troubled(FORBIDDEN);

    assertThat(told)
        .last()
        .satisfies(
            now ->
                assertThat(now.freshness().trouble())
                    .isNotNull()
                    .extracting(Trouble::kind)
                    .isEqualTo(Trouble.Kind.FORBIDDEN));
  }

  @Test
  void theSameTroubleIsToldOnceAndKeepsItsBeginning() {
    watch.feed(SERVICE).troubled(RESET);
    clock.advance(Duration.ofHours(1));
    watch.feed(SERVICE).troubled(RESET);
    assertThat(told).hasSize(1);

    watch.feed(SERVICE).troubled(new Failure("watch", 429, "", null));
    assertThat(told).hasSize(2);
    assertThat(since(told.get(1))).isEqualTo(since(told.get(0)));
  }

  @Test
  void aRefusalBeginsWithTheRefusalHoweverLongTheServerWasAway() {
    watch.feed(SERVICE).troubled(RESET);
    clock.advance(Duration.ofHours(1));
    watch.feed(SERVICE).troubled(FORBIDDEN);

    assertThat(since(told.get(1))).isEqualTo(clock.instant());
  }

  @Test
  void slicesAloneAreFollowedThroughAnotherTroubleOfTheServices() {
    watch = newWatch();
    told.clear();
    watch.watch("orders", told::add);
    watch.feed(SERVICE).troubled(FORBIDDEN);
    list(BOTH);
    told.clear();
    watch.feed(SERVICE).troubled(new Failure("list", 429, "", null));
    Slice other = Slices.slice("a", Slices.ready("10.1.0.7", "node-0"));
    put(other);

    assertThat(told)
        .last()
        .isInstanceOfSatisfying(
            Resolution.SlicesOnly.class, now -> assertThat(now.slices()).containsExactly(other));
  }

  private static @Nullable Object since(Resolution of) {
    Trouble trouble = of.freshness().trouble();
    return trouble == null ? null : trouble.since();
  }

  @Test
  void beforeTheFirstListTheTroubleIsTheAnswer() {
    watch = newWatch();
    told.clear();
    watch.watch("orders", told::add);
    watch.feed(SERVICE).troubled(RESET);
    watch.feed(SERVICE).troubled(FORBIDDEN);

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).isInstanceOf(Resolution.Pending.class);
    assertThat(told.get(1)).isInstanceOf(Resolution.Refused.class);
  }

  @Test
  void slicesAloneAreToldWhenServicesAreRefused() {
    watch = newWatch();
    told.clear();
    watch.watch("orders", told::add);
    watch.feed(SERVICE).troubled(FORBIDDEN);
    list(BOTH);

    assertThat(told).last().isInstanceOf(Resolution.SlicesOnly.class);
    listServices();
    watch.feed(SERVICE).following();
    assertThat(told).last().isEqualTo(Slices.found(BOTH));
  }
}
