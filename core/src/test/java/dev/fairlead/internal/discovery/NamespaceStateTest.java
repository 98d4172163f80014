package dev.fairlead.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NamespaceStateTest {
  private static final Resolution.Unknown NOT_REACHED =
      new Resolution.Pending(Balancers.trouble(Trouble.Kind.UNREACHABLE, "not reached"));
  private static final Resolution.Unknown LOST =
      new Resolution.Pending(Balancers.trouble(Trouble.Kind.UNREACHABLE, "lost"));
  private static final Trouble FORBIDDEN_TO_READ =
      Balancers.trouble(Trouble.Kind.FORBIDDEN, "forbidden");
  private static final Resolution.Unknown FORBIDDEN = new Resolution.Refused(FORBIDDEN_TO_READ);

  private final NamespaceState state = new NamespaceState();
  private final List<Resolution> told = new ArrayList<>();
  private final Slice slice1 = Slices.slice("orders-1", Slices.ready("10.1.0.1", "node-0"));
  private final Slice slice2 = Slices.slice("orders-2", Slices.ready("10.1.0.2", "node-1"));

  @Test
  void nothingIsToldBeforeTheFirstPublication() {
    state.watch("orders", told::add);
    state.put(Slices.service(TrafficPolicy.CLUSTER), "");
    state.put(slice1, "");

    assertThat(told).isEmpty();
    state.publish();
    assertThat(told).containsExactly(Slices.found(slice1));
  }

  @Test
  void severalChangesAreToldAsOne() {
    known();
    state.put(slice1, "");
    state.put(slice2, "");
    state.publish();

    assertThat(told).containsExactly(Slices.found(slice1, slice2));
  }

  @Test
  void nothingIsToldWhenNothingChanged() {
    known();
    state.put(slice1, "");
    state.publish();
    told.clear();

    state.put(Slices.slice("orders-1", Slices.ready("10.1.0.1", "node-0")), "");
    state.put(Slices.service(TrafficPolicy.CLUSTER), "");
    state.publish();
    state.publish();

    assertThat(told).isEmpty();
  }

  @Test
  void anEndpointThatMovesBetweenSlicesIsOneChange() {
    known();
    state.put(slice1, "");
    state.publish();
    told.clear();

    state.put(Slices.slice("orders-2", Slices.ready("10.1.0.1", "node-0")), "");
    state.removeSlice("orders-1", "");
    state.publish();

    assertThat(told)
        .containsExactly(
            Slices.found(Slices.slice("orders-2", Slices.ready("10.1.0.1", "node-0"))));
  }

  @Test
  void aSliceThatChangesItsServiceLeavesTheOldOne() {
    known();
    state.put(slice1, "");
    state.publish();
    told.clear();

    state.put(
        new Slice(
            slice1.name(),
            new ServiceKey("shop", "payments"),
            slice1.family(),
            slice1.ports(),
            slice1.endpoints(),
            slice1.origin()),
        "");
    state.publish();

    assertThat(told).containsExactly(Slices.found());
  }

  @Test
  void slicesWithoutTheirServiceAreNoService() {
    known();
    state.put(slice1, "");
    state.removeService("orders", "");
    state.publish();

    assertThat(told).containsExactly(new Resolution.NotFound());
  }

  @Test
  void aLateWatchIsToldWhatIsKnown() {
    state.put(Slices.service(TrafficPolicy.CLUSTER), "");
    state.put(slice1, "");
    state.publish();

    state.watch("orders", told::add);
    state.watch("missing", told::add);

    assertThat(told).containsExactly(Slices.found(slice1), new Resolution.NotFound());
  }

  @Test
  void whyNothingIsKnownIsToldOnlyUntilSomethingIs() {
    state.watch("orders", told::add);
    state.publishUnknown(NOT_REACHED);
    state.publishUnknown(NOT_REACHED);
    assertThat(told).containsExactly(NOT_REACHED);

    state.publish();
    state.publishUnknown(LOST);
    assertThat(told).containsExactly(NOT_REACHED, new Resolution.NotFound());
  }

  @Test
  void aLateWatchIsToldAtOnceWhyNothingIsKnown() {
    state.publishUnknown(FORBIDDEN);
    state.watch("orders", told::add);

    assertThat(told).containsExactly(FORBIDDEN);
  }

  @Test
  void slicesAreToldAloneWhileServicesMayNotBeRead() {
    state.watch("orders", told::add);
    state.publishUnknown(FORBIDDEN);
    state.put(slice1, "1");
    state.publishSlicesOnly(FORBIDDEN_TO_READ, Freshness.live());
    state.put(slice2, "2");
    state.publishSlicesOnly(FORBIDDEN_TO_READ, Freshness.live());
    state.put(Slices.service(TrafficPolicy.CLUSTER), "3");
    state.publish();
    state.publishSlicesOnly(FORBIDDEN_TO_READ, Freshness.live());

    assertThat(told)
        .containsExactly(
            FORBIDDEN,
            new Resolution.SlicesOnly(List.of(slice1), FORBIDDEN_TO_READ, Freshness.live()),
            new Resolution.SlicesOnly(List.of(slice1, slice2), FORBIDDEN_TO_READ, Freshness.live()),
            new Resolution.Found(snapshot("3", slice1, slice2)));
  }

  @Test
  void whatIsKnownIsToldAgainWhenItIsNotFollowedAnyMore() {
    known();
    Freshness stale =
        new Freshness.Stale(Balancers.trouble(Trouble.Kind.UNREACHABLE, "not reached"));
    state.publish(stale);
    state.publish(stale);
    state.publish(Freshness.live());

    assertThat(told)
        .containsExactly(
            new Resolution.Found(snapshot(""), stale), new Resolution.Found(snapshot("")));
  }

  @Test
  void aSnapshotSaysWhichChangeItHoldsAndThatAloneIsNoNews() {
    known();
    state.put(slice1, "7");
    state.publish();
    state.put(slice1, "8");
    state.publish();
    state.removeSlice(slice1.name(), "9");
    state.publish();

    assertThat(told)
        .containsExactly(
            new Resolution.Found(snapshot("7", slice1)), new Resolution.Found(snapshot("9")));
  }

  private static ServiceSnapshot snapshot(String version, Slice... slices) {
    return new ServiceSnapshot(Slices.service(TrafficPolicy.CLUSTER), List.of(slices), version);
  }

  @Test
  void anEndedWatchIsToldNothingMore() {
    Consumer<Resolution> observer = told::add;
    state.watch("orders", observer);
    state.unwatch("orders", observer);
    state.unwatch("orders", observer);
    state.publish();

    assertThat(told).isEmpty();
    assertThat(state.isUnwatched()).isTrue();
  }

  private void known() {
    state.watch("orders", told::add);
    state.put(Slices.service(TrafficPolicy.CLUSTER), "");
    state.publish();
    told.clear();
  }
}
