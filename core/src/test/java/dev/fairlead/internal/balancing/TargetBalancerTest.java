package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Tier;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TargetBalancerTest {
  private final List<List<? extends Candidate>> pickerSets = new ArrayList<>();
  private final TargetBalancer balancer = balancer(Duration.ZERO);

  private TargetBalancer balancer(Duration firstSyncWait) {
    BalancingPolicy first =
        candidates -> {
          pickerSets.add(candidates);
          return (request, now) -> candidates.get(0);
        };
    return new TargetBalancer(
        Balancers.ORDERS,
        Balancers.settings(first, firstSyncWait),
        Balancers.hooks(),
        Balancers.HERE);
  }

  @Test
  void statisticsLiveOnAcrossChangesOfTheSet() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    Pick open = balancer.pick();
    balancer.resolved(
        Slices.found(
            Slices.slice(
                "a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1"))));

    assertThat(inFlight()).containsExactly(1, 0);
    open.complete(Outcome.SUCCESS);
    assertThat(inFlight()).containsExactly(0, 0);
  }

  @Test
  void aNewPodAtAnOldAddressBeginsWithNoStatistics() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    Pick open = balancer.pick();
    EndpointRecord reborn =
        new EndpointRecord(
            "10.1.0.1",
            Conditions.READY,
            "node-0",
            "zone-a",
            TopologyHints.NONE,
            PodRef.of("orders-2", "another-uid"));
    balancer.resolved(Slices.found(Slices.slice("a", reborn)));

    assertThat(inFlight()).containsExactly(0);
    open.close();
    assertThat(inFlight()).containsExactly(0);
  }

  @Test
  void anEqualSelectionMakesNoNewPicker() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    balancer.resolved(
        Slices.found(
            Slices.slice(
                "a",
                Slices.ready("10.1.0.1", "node-0"),
                Slices.record("10.1.0.9", "node-0", new Conditions(false, false, false)))));

    assertThat(pickerSets).hasSize(1);
  }

  @Test
  void aPickCountsOnceHoweverOftenItIsEnded() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    Pick pick = balancer.pick();
    assertThat(inFlight()).containsExactly(1);

    pick.complete(Outcome.SERVER_FAILURE);
    pick.complete(Outcome.SUCCESS);
    pick.close();

    assertThat(inFlight()).containsExactly(0);
    LiveCandidate candidate = (LiveCandidate) pickerSets.get(0).get(0);
    assertThat(candidate.stats().count(Outcome.SERVER_FAILURE)).isEqualTo(1);
    assertThat(candidate.stats().count(Outcome.SUCCESS)).isZero();
    assertThat(candidate.stats().count(Outcome.CANCELLED)).isZero();
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without that check may do
  void aMissingOutcomeIsRefusedAndCountsNothing() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    Pick pick = balancer.pick();

    assertThatThrownBy(() -> pick.complete(null)).hasMessage("outcome");
    assertThat(inFlight()).containsExactly(1);
  }

  @Test
  void whatIsClosedWithoutAReportCountsAsCancelled() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    balancer.pick().close();

    LiveCandidate candidate = (LiveCandidate) pickerSets.get(0).get(0);
    assertThat(candidate.stats().count(Outcome.CANCELLED)).isEqualTo(1);
  }

  @Test
  void aLateLocationIsJudgedAnew() {
    TargetBalancer unlocated =
        new TargetBalancer(
            Balancers.ORDERS,
            Balancers.settings(BalancingPolicy.random(), Duration.ZERO),
            Balancers.hooks(),
            Location.UNKNOWN);
    unlocated.resolved(
        Slices.found(TrafficPolicy.LOCAL, Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    assertThat(unlocated.selection()).isEqualTo(empty(unlocated, Reason.NODE_UNKNOWN));

    unlocated.located(new Location("node-0", null));

    assertThat(((Selection.Eligible) unlocated.selection()).tier()).isEqualTo(Tier.LOCAL);
  }

  @Test
  void localWithNothingLocalFailsAtOnceWithCounts() {
    balancer.resolved(
        Slices.found(
            TrafficPolicy.LOCAL,
            Slices.slice(
                "a", Slices.ready("10.1.0.1", "node-1"), Slices.ready("10.1.0.2", "node-2"))));

    assertThatThrownBy(balancer::pick)
        .isInstanceOfSatisfying(
            NoEndpointException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.NO_LOCAL_ENDPOINTS);
              assertThat(e.counts().ready()).isEqualTo(2);
              assertThat(e.location().node()).isEqualTo("node-0");
            });
  }

  @Test
  void beforeTheFirstAnswerAPickWaitsOnlyAsLongAsItMay() {
    TargetBalancer impatient = balancer(Duration.ofMillis(5));
    impatient.resolved(pending("the API server at http://x is not reached"));

    assertThatThrownBy(impatient::pick)
        .hasMessage(
            "No endpoint for orders.shop:http: not known yet: waited 5 ms; the API server at"
                + " http://x is not reached");
  }

  @Test
  void aWaitingPickGoesOnWithTheFirstAnswer() throws Exception {
    TargetBalancer patient = balancer(Duration.ofMinutes(5));
    CompletableFuture<Pick> waiting = CompletableFuture.supplyAsync(patient::pick);

    patient.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));

    assertThat(waiting.get(60, TimeUnit.SECONDS).endpoint()).hasToString("10.1.0.1:8080");
    assertThat(patient.ready().toCompletableFuture().get(60, TimeUnit.SECONDS))
        .isEqualTo(patient.selection());
  }

  @Test
  void aRefusalFailsAtOnceAndIsForgottenWhenTheServerAnswers() {
    TargetBalancer patient = balancer(Duration.ofMinutes(5));
    patient.resolved(refused("forbidden"));
    assertThatThrownBy(patient::pick).hasMessage("No endpoint for orders.shop:http: forbidden");

    patient.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));

    assertThat(patient.pick().endpoint()).hasToString("10.1.0.1:8080");
  }

  @Test
  void whatWasKnownStaysWhenTheSourceIsLost() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    balancer.resolved(pending("lost"));
    balancer.resolved(refused("forbidden"));

    assertThat(balancer.pick().endpoint()).hasToString("10.1.0.1:8080");
  }

  @Test
  void aServiceThatIsDeletedIsAnAnswer() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    balancer.resolved(new Resolution.NotFound());

    assertThat(balancer.selection()).isEqualTo(Selection.Empty.of(Reason.SERVICE_NOT_FOUND));
  }

  private static Resolution pending(String why) {
    return new Resolution.Pending(Balancers.trouble(Trouble.Kind.UNREACHABLE, why));
  }

  private static Resolution refused(String why) {
    return new Resolution.Refused(Balancers.trouble(Trouble.Kind.FORBIDDEN, why));
  }

  private static Selection.Empty empty(TargetBalancer balancer, Reason reason) {
    Selection.Empty empty = (Selection.Empty) balancer.selection();
    return new Selection.Empty(reason, empty.counts(), empty.detail());
  }

  private List<Integer> inFlight() {
    return pickerSets.get(pickerSets.size() - 1).stream().map(Candidate::inFlight).toList();
  }
}
