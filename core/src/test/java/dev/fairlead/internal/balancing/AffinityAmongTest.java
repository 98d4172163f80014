package dev.fairlead.internal.balancing;

import static dev.fairlead.internal.balancing.AffinityTest.STAY;
import static dev.fairlead.internal.balancing.AffinityTest.service;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Selection;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.ConnectionPicker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Session affinity ClientIP where one adapter picks and another chooses among connections. */
class AffinityAmongTest {
  private long now;
  private final TargetBalancer balancer =
      Balancers.of(BalancingPolicy.roundRobin(bound -> 0), () -> now);

  /** Connected to the selected ones whose address ends so. */
  private ConnectionPicker<String> among(int... pods) {
    Map<EndpointIdentity, String> connections = new HashMap<>();
    for (var endpoint : ((Selection.Eligible) balancer.selection()).endpoints()) {
      for (int pod : pods) {
        if (endpoint.address().endsWith("." + pod)) {
          connections.put(new EndpointIdentity(endpoint), endpoint.address());
        }
      }
    }
    return requireNonNull(balancer.among(connections, null));
  }

  private String pick() {
    return balancer.pick().endpoint().address();
  }

  private static String choose(ConnectionPicker<String> from) {
    return from.choose(PickRequest.ANY).connection();
  }

  @Test
  void bothStayWithTheSameEndpointWhoeverChoseIt() {
    balancer.resolved(service(STAY, 1, 2, 3));
    ConnectionPicker<String> among = among(1, 2, 3);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      seen.add(choose(among));
      seen.add(pick());
    }

    assertThat(seen).hasSize(1);
  }

  @Test
  void aPickerThatIsOnlyMadeMovesNobody() {
    balancer.resolved(service(STAY, 1, 2, 3));
    String first = pick();
    var unused = among(2, 3);

    assertThat(pick()).isEqualTo(first);
  }

  @Test
  void whoHasNoConnectionToItMovesAll() {
    balancer.resolved(service(STAY, 1, 2, 3));
    assertThat(pick()).isEqualTo("10.1.0.1");
    String next = choose(among(2, 3));

    assertThat(next).isNotEqualTo("10.1.0.1");
    assertThat(pick()).isEqualTo(next);
    assertThat(choose(among(1, 2, 3))).isEqualTo(next);
  }

  @Test
  void aUseOfEitherKeepsItForBoth() {
    balancer.resolved(service(STAY, 1, 2, 3));
    ConnectionPicker<String> among = among(1, 2, 3);
    String first = pick();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      now += STAY.toNanos() - 1;
      seen.add(i % 2 == 0 ? choose(among) : pick());
    }

    assertThat(seen).containsOnly(first);
    now += STAY.toNanos();
    assertThat(choose(among)).as("nobody used it for that long").isEqualTo("10.1.0.1");
    assertThat(pick()).isEqualTo("10.1.0.1");
  }

  @Test
  void aNewSetKeepsWhatAnAdapterChose() {
    balancer.resolved(service(STAY, 1, 2, 3));
    String chosen = choose(among(3));
    assertThat(chosen).isEqualTo("10.1.0.3");
    balancer.resolved(service(STAY, 4, 3, 2));

    assertThat(pick()).isEqualTo(chosen);
    assertThat(choose(among(2, 3, 4))).isEqualTo(chosen);
  }

  @Test
  void anotherPolicyStaysToo() {
    balancer.resolved(service(STAY, 1, 2, 3));
    String first = pick();
    Map<EndpointIdentity, String> connections = new HashMap<>();
    for (var endpoint : ((Selection.Eligible) balancer.selection()).endpoints()) {
      connections.put(new EndpointIdentity(endpoint), endpoint.address());
    }
    ConnectionPicker<String> last =
        requireNonNull(
            balancer.among(
                connections,
                candidates -> (request, time) -> candidates.get(candidates.size() - 1)));

    assertThat(choose(last)).isEqualTo(first);
  }
}
