package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.EndpointSource.Subscription;
import dev.fairlead.spi.TargetObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who follows the selections of a balancer. */
class ObserversTest {
  private static final EndpointRecord ONE = Slices.ready("10.1.0.1", "node-0");
  private static final EndpointRecord TWO = Slices.ready("10.1.0.2", "node-0");

  private final TargetBalancer balancer = Balancers.of(BalancingPolicy.roundRobin());
  private final List<String> told = new ArrayList<>();

  private void becomes(EndpointRecord... endpoints) {
    balancer.resolved(Slices.found(Slices.slice("a", endpoints)));
  }

  private static String words(Selection selection) {
    return selection instanceof Selection.Eligible eligible
        ? eligible.endpoints().toString()
        : ((Selection.Empty) selection).reason().toString();
  }

  private Subscription follow() {
    return balancer.observe((selection, route) -> told.add(words(selection)));
  }

  @Test
  void beforeTheFirstAnswerItIsToldThatNothingIsKnown() {
    var unused = follow();

    assertThat(told).containsExactly(Reason.NOT_SYNCED.toString());
  }

  @Test
  void itIsToldWhatIsKnownAtOnceAndThenEachChangeInOrder() {
    becomes(ONE);
    var unused = follow();
    assertThat(told).containsExactly("[10.1.0.1:8080]");

    becomes(ONE, TWO);
    becomes(TWO);
    becomes();

    assertThat(told)
        .containsExactly(
            "[10.1.0.1:8080]",
            "[10.1.0.1:8080, 10.1.0.2:8080]",
            "[10.1.0.2:8080]",
            Reason.NO_ENDPOINTS.toString());
  }

  @Test
  void whatChangesNothingForItIsNotTold() {
    becomes(ONE, TWO);
    var unused = follow();
    becomes(ONE, TWO);
    becomes(TWO, ONE);
    becomes(ONE, TWO, Slices.record("10.1.0.9", "node-0", new Conditions(false, false, false)));
    balancer.checkTime();
    balancer.located(Balancers.HERE);

    assertThat(told).hasSize(1);
  }

  @Test
  void itSeesTheSelectionThatPicksComeFrom() {
    List<Boolean> same = new ArrayList<>();
    var unused =
        balancer.observe((selection, route) -> same.add(selection.equals(balancer.selection())));
    becomes(ONE);

    assertThat(same).containsExactly(true, true);
  }

  @Test
  void oneThatThrowsDisturbsNobodyAndIsToldTheNextChange() {
    List<String> toldToBroken = new ArrayList<>();
    var broken =
        balancer.observe(
            (selection, route) -> {
              toldToBroken.add(words(selection));
              throw new IllegalStateException("broken observer");
            });
    var unused = follow();
    becomes(ONE);
    becomes(TWO);

    assertThat(balancer.pick().endpoint()).hasToString("10.1.0.2:8080");
    assertThat(toldToBroken).isEqualTo(told).hasSize(3);
    broken.close();
    becomes(ONE);
    assertThat(toldToBroken).hasSize(3);
  }

  @Test
  void onceItHasLeftItIsToldNothing() {
    Subscription following = follow();
    following.close();
    following.close();
    becomes(ONE);

    assertThat(told).hasSize(1);
  }

  @Test
  void oneThatCameTwiceLeavesOnceAtATime() {
    TargetObserver observer = (selection, route) -> told.add(words(selection));
    Subscription first = balancer.observe(observer);
    Subscription second = balancer.observe(observer);
    first.close();
    first.close();
    told.clear();
    becomes(ONE);
    assertThat(told).hasSize(1);

    second.close();
    becomes(TWO);
    assertThat(told).hasSize(1);
  }

  @Test
  void oneMayLeaveWhileItIsTold() {
    List<Subscription> own = new ArrayList<>();
    own.add(
        balancer.observe(
            (selection, route) -> {
              told.add(words(selection));
              own.forEach(Subscription::close);
            }));
    becomes(ONE);
    becomes(TWO);

    assertThat(told).containsExactly(Reason.NOT_SYNCED.toString(), "[10.1.0.1:8080]");
  }

  @Test
  void theEndBeforeTheFirstAnswerIsToldToo() {
    var unused =
        balancer.observe((selection, route) -> told.add(((Selection.Empty) selection).detail()));
    balancer.closed("the Fairlead was closed");

    assertThat(told).containsExactly("", "the Fairlead was closed");
  }
}
