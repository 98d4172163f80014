package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Target;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final FakeEndpointSource source = new FakeEndpointSource();
  private final List<Object> events = new CopyOnWriteArrayList<>();
  private final List<SelectionChange> changes = new CopyOnWriteArrayList<>();
  private Fairlead fairlead = Fairlead.builder().source(source).listener(new Noting()).build();

  private class Noting implements FairleadListener {
    @Override
    public void targetOpened(LoadBalancer balancer) {
      events.add("opened " + balancer.target());
    }

    @Override
    public void selectionChanged(SelectionChange change) {
      changes.add(change);
      events.add("+" + change.added() + " -" + change.removed() + " v" + change.resourceVersion());
    }

    @Override
    public void freshnessChanged(Target target, Freshness freshness) {
      events.add(freshness);
    }

    @Override
    public void routeChanged(Target target, Route route) {
      events.add(route.getClass().getSimpleName());
    }
  }

  @AfterEach
  void close() {
    fairlead.close();
  }

  private static Resolution found(String version, Freshness freshness, String... addresses) {
    return new Resolution.Found(
        new ServiceSnapshot(
            Slices.service(TrafficPolicy.CLUSTER),
            List.of(
                Slices.slice(
                    "a", List.of(addresses).stream().map(a -> Slices.ready(a, "node-0")).toList())),
            version),
        freshness);
  }

  @Test
  void eachChangeIsToldOnceAndInOrder() {
    Freshness stale =
        new Freshness.Stale(Balancers.trouble(Trouble.Kind.UNREACHABLE, "not reached"));
    fairlead.loadBalancer(Balancers.ORDERS);
    await().atMost(SOON).until(() -> source.observers(Slices.ORDERS) == 1);
    source.tell(Slices.ORDERS, found("7", Freshness.live(), "10.1.0.1", "10.1.0.2"));
    source.tell(Slices.ORDERS, found("8", Freshness.live(), "10.1.0.2", "10.1.0.3"));
    source.tell(Slices.ORDERS, found("8", stale, "10.1.0.2", "10.1.0.3"));
    source.tell(Slices.ORDERS, found("9", stale, "10.1.0.2", "10.1.0.3"));

    await().atMost(SOON).until(() -> events.size() >= 6);
    assertThat(events)
        .containsExactly(
            "opened orders.shop:http",
            "+[10.1.0.1:8080, 10.1.0.2:8080] -[] v7",
            Freshness.live(),
            "ToEndpoints",
            "+[10.1.0.3:8080] -[10.1.0.1:8080] v8",
            stale);
    assertThat(changes)
        .last()
        .satisfies(
            change -> assertThat(((Selection.Eligible) change.selection()).endpoints()).hasSize(2));
  }

  @Test
  void whatAListenerThrowsHarmsNobody() {
    fairlead.close();
    FairleadListener broken =
        new FairleadListener() {
          @Override
          public void targetOpened(LoadBalancer balancer) {
            throw new IllegalStateException("broken listener");
          }
        };
    fairlead = Fairlead.builder().source(source).listener(broken).listener(new Noting()).build();
    fairlead.loadBalancer(Balancers.ORDERS);

    await().atMost(SOON).until(() -> events.contains("opened orders.shop:http"));
  }

  @Test
  void aListenerThatBlocksDelaysNeitherThePickNorTheControlPlane() {
    fairlead.close();
    CountDownLatch blocked = new CountDownLatch(1);
    FairleadListener slow =
        new FairleadListener() {
          @Override
          public void targetOpened(LoadBalancer balancer) {
            try {
              blocked.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    source.tell(Slices.ORDERS, found("1", Freshness.live(), "10.1.0.1"));
    fairlead = Fairlead.builder().source(source).listener(slow).firstSyncWait(SOON).build();
    LoadBalancer orders = fairlead.loadBalancer(Balancers.ORDERS);

    assertThat(orders.pick().endpoint().address()).isEqualTo("10.1.0.1");
    source.tell(Slices.ORDERS, found("2", Freshness.live(), "10.1.0.2"));
    await().atMost(SOON).until(() -> orders.pick().endpoint().address().equals("10.1.0.2"));
    blocked.countDown();
  }
}
