package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.Lease;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link Fairlead#lease(dev.fairlead.api.Target, dev.fairlead.spi.TargetObserver)}. */
class FollowingLeaseTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final FakeEndpointSource source = new FakeEndpointSource();
  private final Fairlead fairlead = Fairlead.builder().source(source).build();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    fairlead.close();
  }

  private static String words(Selection selection) {
    return selection instanceof Selection.Eligible eligible
        ? eligible.endpoints().toString()
        : ((Selection.Empty) selection).reason().toString();
  }

  private Lease follow(List<String> to) {
    return fairlead.lease(
        Balancers.ORDERS,
        (selection, route) -> {
          threads.add(Thread.currentThread().getName());
          to.add(words(selection));
        });
  }

  private void becomes(String address) {
    source.tell(Slices.ORDERS, Slices.found(Slices.slice("a", Slices.ready(address, "node-0"))));
  }

  private static void awaitLast(List<String> of, String words) {
    await().atMost(SOON).until(() -> !of.isEmpty() && of.get(of.size() - 1).equals(words));
  }

  /** A second follower; when it was told, the first would have been told before. */
  private void awaitToldToAll(String address) {
    List<String> control = new CopyOnWriteArrayList<>();
    Lease second = follow(control);
    becomes(address);
    awaitLast(control, "[" + address + ":8080]");
    second.close();
  }

  @Test
  void itIsFollowedUntilItIsClosed() {
    Lease lease = follow(told);
    awaitLast(told, Reason.NOT_SYNCED.toString());
    await().atMost(SOON).until(() -> source.observers(Slices.ORDERS) == 1);
    becomes("10.1.0.1");
    becomes("10.1.0.1");
    becomes("10.1.0.2");
    awaitLast(told, "[10.1.0.2:8080]");
    lease.close();
    lease.close();
    awaitToldToAll("10.1.0.3");

    assertThat(told)
        .containsExactly(Reason.NOT_SYNCED.toString(), "[10.1.0.1:8080]", "[10.1.0.2:8080]");
    assertThat(threads).containsExactly("fairlead-control");
  }

  @Test
  void oneThatComesLaterIsToldWhatIsKnown() {
    becomes("10.1.0.1");
    Lease first = follow(told);
    awaitLast(told, "[10.1.0.1:8080]");
    List<String> late = new CopyOnWriteArrayList<>();
    Lease second = follow(late);
    awaitLast(late, "[10.1.0.1:8080]");

    assertThat(late).hasSize(1);
    first.close();
    second.close();
  }

  @Test
  void itMayBeClosedBeforeTheFirstAnswer() {
    Lease lease = follow(told);
    awaitLast(told, Reason.NOT_SYNCED.toString());
    lease.close();
    awaitToldToAll("10.1.0.1");

    assertThat(told).containsExactly(Reason.NOT_SYNCED.toString());
  }

  @Test
  void theLoadBalancerOutlivesIt() {
    Lease lease = follow(told);
    lease.close();
    awaitToldToAll("10.1.0.1");

    assertThat(lease.loadBalancer().pick().endpoint()).hasToString("10.1.0.1:8080");
  }

  @Test
  void theEndOfTheFairleadBeforeTheFirstAnswerIsToldAndThenItMayBeClosed() {
    Lease lease = follow(told);
    awaitLast(told, Reason.NOT_SYNCED.toString());
    fairlead.close();
    await().atMost(SOON).until(() -> told.size() == 2);
    lease.close();

    assertThat(told).containsOnly(Reason.NOT_SYNCED.toString());
    assertThatThrownBy(() -> follow(told))
        .hasMessage("This Fairlead is closed; it cannot balance orders.shop:http");
  }
}
