package dev.fairlead.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NamespaceStateTest {
  private final NamespaceState state = new NamespaceState();
  private final List<Resolution> told = new ArrayList<>();
  private final Slice slice1 = Slices.slice("orders-1", Slices.ready("10.1.0.1", "node-0"));
  private final Slice slice2 = Slices.slice("orders-2", Slices.ready("10.1.0.2", "node-1"));

  @Test
  void nothingIsToldBeforeTheFirstPublication() {
    state.watch("orders", told::add);
    state.put(Slices.service(TrafficPolicy.CLUSTER));
    state.put(slice1);

    assertThat(told).isEmpty();
    state.publish();
    assertThat(told).containsExactly(Slices.found(slice1));
  }

  @Test
  void severalChangesAreToldAsOne() {
    known();
    state.put(slice1);
    state.put(slice2);
    state.publish();

    assertThat(told).containsExactly(Slices.found(slice1, slice2));
  }

  @Test
  void nothingIsToldWhenNothingChanged() {
    known();
    state.put(slice1);
    state.publish();
    told.clear();

    state.put(Slices.slice("orders-1", Slices.ready("10.1.0.1", "node-0")));
    state.put(Slices.service(TrafficPolicy.CLUSTER));
    state.publish();
    state.publish();

    assertThat(told).isEmpty();
  }

  @Test
  void anEndpointThatMovesBetweenSlicesIsOneChange() {
    known();
    state.put(slice1);
    state.publish();
    told.clear();

    state.put(Slices.slice("orders-2", Slices.ready("10.1.0.1", "node-0")));
    state.removeSlice("orders-1");
    state.publish();

    assertThat(told)
        .containsExactly(
            Slices.found(Slices.slice("orders-2", Slices.ready("10.1.0.1", "node-0"))));
  }

  @Test
  void aSliceThatChangesItsServiceLeavesTheOldOne() {
    known();
    state.put(slice1);
    state.publish();
    told.clear();

    state.put(
        new Slice(
            slice1.name(),
            new ServiceKey("shop", "payments"),
            slice1.family(),
            slice1.ports(),
            slice1.endpoints(),
            slice1.origin()));
    state.publish();

    assertThat(told).containsExactly(Slices.found());
  }

  @Test
  void slicesWithoutTheirServiceAreNoService() {
    known();
    state.put(slice1);
    state.removeService("orders");
    state.publish();

    assertThat(told).containsExactly(new Resolution.NotFound());
  }

  @Test
  void aLateWatchIsToldWhatIsKnown() {
    state.put(Slices.service(TrafficPolicy.CLUSTER));
    state.put(slice1);
    state.publish();

    state.watch("orders", told::add);
    state.watch("missing", told::add);

    assertThat(told).containsExactly(Slices.found(slice1), new Resolution.NotFound());
  }

  @Test
  void whyNothingIsKnownIsToldOnlyUntilSomethingIs() {
    state.watch("orders", told::add);
    state.publishUnknown(new Resolution.Pending("not reached"));
    state.publishUnknown(new Resolution.Pending("not reached"));
    assertThat(told).containsExactly(new Resolution.Pending("not reached"));

    state.publish();
    state.publishUnknown(new Resolution.Pending("lost"));
    assertThat(told)
        .containsExactly(new Resolution.Pending("not reached"), new Resolution.NotFound());
  }

  @Test
  void aLateWatchIsToldAtOnceWhyNothingIsKnown() {
    state.publishUnknown(new Resolution.Refused("forbidden"));
    state.watch("orders", told::add);

    assertThat(told).containsExactly(new Resolution.Refused("forbidden"));
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
    state.put(Slices.service(TrafficPolicy.CLUSTER));
    state.publish();
    told.clear();
  }
}
