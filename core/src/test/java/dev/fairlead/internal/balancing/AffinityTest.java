package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Location;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceAddresses;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Session affinity ClientIP, seen from the balancer. */
class AffinityTest {
  static final Duration STAY = Duration.ofHours(3);

  private long now;
  private final TargetBalancer balancer = balancer(true);

  private TargetBalancer balancer(boolean honoured) {
    BalancerSettings settings =
        Balancers.settings(BalancingPolicy.roundRobin(bound -> 0), Duration.ZERO);
    return new TargetBalancer(
        Balancers.ORDERS,
        new BalancerSettings(
            settings.policy(),
            settings.firstSyncWait(),
            settings.trustWhenRefused(),
            settings.fallback(),
            honoured,
            Set.of(),
            settings.health()),
        Balancers.hooks(new FairleadListener() {}, () -> null, () -> now),
        Balancers.HERE);
  }

  static Resolution service(@Nullable Duration affinity, int... pods) {
    return service(affinity, Slices.service(TrafficPolicy.CLUSTER).addresses(), pods);
  }

  private static Resolution service(
      @Nullable Duration affinity, ServiceAddresses addresses, int... pods) {
    Service plain = Slices.service(TrafficPolicy.CLUSTER);
    Service service =
        new Service(
            plain.key(),
            addresses,
            plain.ports(),
            new Service.Policies(TrafficPolicy.CLUSTER, TrafficPolicy.CLUSTER, affinity),
            plain.topology(),
            null);
    Slice slice =
        Slices.slice(
            "a",
            Arrays.stream(pods).mapToObj(pod -> Slices.ready("10.1.0." + pod, "node-0")).toList());
    return new Resolution.Found(new ServiceSnapshot(service, List.of(slice)));
  }

  private static String pick(TargetBalancer from) {
    return from.pick().endpoint().address();
  }

  private static Set<String> picks(TargetBalancer from, int times) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < times; i++) {
      seen.add(pick(from));
    }
    return seen;
  }

  @Test
  void allRequestsStayWithOneEndpoint() {
    balancer.resolved(service(STAY, 1, 2, 3));

    assertThat(picks(balancer, 20)).hasSize(1);
  }

  @Test
  void withoutAffinityTheyAreSpread() {
    balancer.resolved(service(null, 1, 2, 3));

    assertThat(picks(balancer, 20)).hasSize(3);
  }

  @Test
  void theSwitchIgnoresIt() {
    TargetBalancer ignoring = balancer(false);
    ignoring.resolved(service(STAY, 1, 2, 3));

    assertThat(picks(ignoring, 20)).hasSize(3);
  }

  @Test
  void aHeadlessServiceHasNoKubeProxyAndSoNoAffinity() {
    ServiceAddresses headless = new ServiceAddresses("None", List.of("None"), List.of(), List.of());
    balancer.resolved(service(STAY, headless, 1, 2, 3));

    assertThat(picks(balancer, 20)).hasSize(3);
  }

  @Test
  void theTimeRunsFromTheLastUse() {
    balancer.resolved(service(STAY, 1, 2, 3));
    String first = pick(balancer);
    now += STAY.toNanos() - 1;
    assertThat(pick(balancer)).isEqualTo(first);
    now += STAY.toNanos() - 1;
    assertThat(pick(balancer)).isEqualTo(first);

    now += STAY.toNanos();
    assertThat(pick(balancer)).isNotEqualTo(first);
  }

  @Test
  void aChangeOfTheOthersMovesNobody() {
    balancer.resolved(service(STAY, 1, 2, 3));
    String first = pick(balancer);
    balancer.resolved(service(STAY, 5, 4, 3, 2, 1));

    assertThat(picks(balancer, 5)).containsExactly(first);
  }

  @Test
  void whenTheEndpointGoesAnotherOneIsChosenForGood() {
    balancer.resolved(service(STAY, 1, 2, 3));
    assertThat(pick(balancer)).isEqualTo("10.1.0.1");
    balancer.resolved(service(STAY, 2, 3));
    Set<String> next = picks(balancer, 5);
    balancer.resolved(service(STAY, 1, 2, 3));

    assertThat(next).hasSize(1);
    assertThat(picks(balancer, 5)).isEqualTo(next);
  }

  @Test
  void aRetryChoosesAnotherOneAndStaysThere() {
    balancer.resolved(service(STAY, 1, 2, 3));
    Endpoint tried = balancer.pick().endpoint();
    String second = balancer.pick(PickRequest.ANY.avoiding(tried)).endpoint().address();

    assertThat(second).isNotEqualTo(tried.address());
    assertThat(picks(balancer, 5)).containsExactly(second);
  }

  @Test
  void takingTheAffinityAwayFromTheServiceSpreadsAtOnce() {
    balancer.resolved(service(STAY, 1, 2, 3));
    assertThat(picks(balancer, 5)).hasSize(1);
    balancer.resolved(service(null, 1, 2, 3));

    assertThat(picks(balancer, 20)).hasSize(3);
  }

  @Test
  void aNewLocationMovesNobody() {
    balancer.resolved(service(STAY, 1, 2, 3));
    String first = pick(balancer);
    balancer.located(new Location("node-9", null));

    assertThat(pick(balancer)).isEqualTo(first);
  }

  @Test
  void aPickerThatIsReplacedJustNowBringsNobodyBack() {
    List<Candidate> former = candidates("10.1.0.1", "10.1.0.2");
    List<Candidate> next = candidates("10.1.0.2");
    Affinity affinity = new Affinity();
    Picker old = affinity.over(former, (request, time) -> former.get(0), STAY);
    assertThat(old.pick(PickRequest.ANY, now).endpoint().address()).isEqualTo("10.1.0.1");
    Picker fresh = affinity.over(next, (request, time) -> next.get(0), STAY);

    assertThat(old.pick(PickRequest.ANY, now).endpoint().address()).isEqualTo("10.1.0.1");
    assertThat(fresh.pick(PickRequest.ANY, now).endpoint().address()).isEqualTo("10.1.0.2");
    assertThat(fresh.pick(PickRequest.ANY, now).endpoint().address()).isEqualTo("10.1.0.2");
  }

  private record Plain(Endpoint endpoint) implements Candidate {
    @Override
    public int inFlight() {
      return 0;
    }
  }

  private static List<Candidate> candidates(String... addresses) {
    List<Candidate> candidates = new ArrayList<>();
    for (String address : addresses) {
      Endpoint endpoint = Endpoint.of(address, 8080);
      candidates.add(new Plain(endpoint));
    }
    return candidates;
  }
}
