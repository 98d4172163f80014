package dev.fairlead.internal.balancing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Selection;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.ConnectionPicker;
import dev.fairlead.spi.ConnectionPicker.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Choices of an adapter among the connections it keeps. */
class AmongConnectionsTest {
  private static final EndpointRecord ONE = Slices.ready("10.1.0.1", "node-0");
  private static final EndpointRecord TWO = Slices.ready("10.1.0.2", "node-1");
  private static final EndpointRecord THREE = Slices.ready("10.1.0.3", "node-2");

  private long now;
  private final TargetBalancer balancer =
      Balancers.of(BalancingPolicy.roundRobin(bound -> 0), () -> now);

  private void becomes(EndpointRecord... endpoints) {
    balancer.resolved(Slices.found(Slices.slice("a", endpoints)));
  }

  /** A connection to each of these, named after its last digit. */
  private static Map<EndpointIdentity, String> connections(EndpointRecord... to) {
    Map<EndpointIdentity, String> connections = new HashMap<>();
    for (EndpointRecord record : to) {
      String address = requireNonNull(record.address());
      connections.put(
          new EndpointIdentity(new Endpoint(record, 8080)),
          address.substring(address.length() - 1));
    }
    return connections;
  }

  private @Nullable ConnectionPicker<String> among(EndpointRecord... connected) {
    return balancer.among(connections(connected), null);
  }

  private static String choices(ConnectionPicker<String> from, int count) {
    StringBuilder chosen = new StringBuilder();
    for (int i = 0; i < count; i++) {
      chosen.append(from.choose(PickRequest.ANY).connection());
    }
    return chosen.toString();
  }

  private List<Integer> inFlight() {
    return balancer.report().endpoints().stream().map(EndpointReport::inFlight).toList();
  }

  @Test
  void onlyWhatIsSelectedAndConnectedIsChosen() {
    becomes(ONE, TWO);

    assertThat(choices(requireNonNull(among(TWO, THREE)), 4)).isEqualTo("2222");
    assertThat(choices(requireNonNull(among(ONE, TWO, THREE)), 4)).isEqualTo("1212");
  }

  @Test
  void thereIsNoPickerWhereNothingIsBoth() {
    assertThat(among(ONE)).as("nothing is known").isNull();
    becomes(ONE, TWO);

    assertThat(among()).isNull();
    assertThat(among(THREE)).isNull();
    becomes();
    assertThat(among(ONE, TWO)).isNull();
  }

  @Test
  void aConnectionToTheFormerPodOfAnAddressIsNone() {
    becomes(ONE);
    Map<EndpointIdentity, String> connections = connections(ONE);
    EndpointRecord reborn =
        new EndpointRecord(
            "10.1.0.1",
            ONE.conditions(),
            "node-0",
            "zone-a",
            ONE.hints(),
            PodRef.of("orders-9", "uid-9"));
    becomes(reborn);

    assertThat(balancer.among(connections, null)).isNull();
  }

  @Test
  void thePolicyIsTheFairleadsUnlessAnotherIsGiven() {
    becomes(ONE, TWO, THREE);
    List<Integer> sizes = new ArrayList<>();
    BalancingPolicy last =
        candidates -> {
          sizes.add(candidates.size());
          return (request, time) -> candidates.get(candidates.size() - 1);
        };

    assertThat(choices(requireNonNull(among(ONE, TWO, THREE)), 4)).isEqualTo("1231");
    assertThat(choices(requireNonNull(balancer.among(connections(ONE, TWO), last)), 3))
        .isEqualTo("222");
    assertThat(sizes).containsExactly(2);
  }

  @Test
  void aChoiceCountsNothingUntilItBegins() {
    becomes(ONE);
    Choice<String> choice = requireNonNull(among(ONE)).choose(PickRequest.ANY);
    assertThat(inFlight()).containsExactly(0);
    assertThat(choice.endpoint()).hasToString("10.1.0.1:8080");

    Pick first = choice.begin();
    Pick second = choice.begin();
    assertThat(inFlight()).containsExactly(2);
    first.complete(Outcome.SUCCESS);
    first.complete(Outcome.SERVER_FAILURE);
    second.close();

    assertThat(inFlight()).containsExactly(0);
    assertThat(balancer.totals().completed(Outcome.SUCCESS, Locality.NODE)).isEqualTo(1);
    assertThat(balancer.totals().completed(Outcome.CANCELLED, Locality.NODE)).isEqualTo(1);
    assertThat(balancer.totals().completed(Outcome.SERVER_FAILURE, Locality.NODE)).isZero();
  }

  @Test
  void statisticsAreThoseOfAllOthers() {
    TargetBalancer shared = Balancers.of(BalancingPolicy.leastRequest(bound -> 0), () -> now);
    shared.resolved(Slices.found(Slices.slice("a", ONE, TWO)));
    ConnectionPicker<String> among = requireNonNull(shared.among(connections(ONE, TWO), null));
    Pick others = shared.pick();
    String busy = others.endpoint().address();

    String free = among.choose(PickRequest.ANY).endpoint().address();
    assertThat(free).isNotEqualTo(busy);
    Pick one = among.choose(PickRequest.ANY).begin();
    Pick two = among.choose(PickRequest.ANY).begin();
    assertThat(List.of(one.endpoint().address(), two.endpoint().address())).contains(free);
    others.close();
    assertThat(shared.pick().endpoint().address()).isEqualTo(busy);
    one.complete(Outcome.SUCCESS, Duration.ofMillis(3));
    assertThat(shared.report().endpoints())
        .filteredOn(report -> report.endpoint().equals(one.endpoint()))
        .allSatisfy(report -> assertThat(report.outcomes()).containsEntry(Outcome.SUCCESS, 1L));
  }

  @Test
  void aPickerFromBeforeAChangeCountsWhereTheNewOneDoes() {
    becomes(ONE);
    Choice<String> choice = requireNonNull(among(ONE)).choose(PickRequest.ANY);
    becomes(ONE, TWO);
    Pick pick = choice.begin();

    assertThat(inFlight()).containsExactly(1, 0);
    becomes(TWO);
    becomes(ONE, TWO);
    assertThat(inFlight()).as("it left and came back, with no past").containsExactly(0, 0);
    pick.close();
    assertThat(inFlight()).containsExactly(0, 0);
  }

  /** Ten in a second and one for every five calls. */
  @Test
  void whatBeginsEarnsRetries() {
    becomes(ONE);
    Choice<String> choice = requireNonNull(among(ONE)).choose(PickRequest.ANY);
    int without = retries();
    now += Duration.ofMinutes(1).toNanos();
    for (int i = 0; i < 50; i++) {
      choice.begin().close();
    }

    assertThat(retries()).isEqualTo(without + 10);
  }

  private int retries() {
    int granted = 0;
    while (balancer.tryRetry()) {
      granted++;
    }
    return granted;
  }

  @Test
  void theEndOfTheBalancerChangesNoChoice() {
    becomes(ONE, TWO);
    ConnectionPicker<String> before = requireNonNull(among(ONE, TWO));
    balancer.closed("closed");

    assertThat(choices(before, 2)).isEqualTo("12");
    assertThat(choices(requireNonNull(among(ONE, TWO)), 2)).isEqualTo("12");
    assertThat(balancer.selection()).isInstanceOf(Selection.Eligible.class);
  }

  @Test
  void laterChangesOfTheConnectionsAreNotSeen() {
    becomes(ONE, TWO);
    Map<EndpointIdentity, String> connections = connections(ONE, TWO);
    ConnectionPicker<String> among = requireNonNull(balancer.among(connections, null));
    connections.clear();

    assertThat(choices(among, 2)).isEqualTo("12");
  }
}
