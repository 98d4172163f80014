package dev.fairlead.samples.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Service shop/orders without a cluster: an embedded Kubernetes API, real HTTP servers as pods. */
final class EmbeddedOrders implements AutoCloseable {
  static final String URL = "http://orders/";

  private static final int TARGET_PORT = 8080;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration GLANCE = Duration.ofMillis(1);

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final EchoPods servers = EchoPods.start();
  private final List<EchoPod> running = new ArrayList<>();
  private int started;

  EmbeddedOrders(int pods) {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    for (int i = 0; i < pods; i++) {
      add();
    }
    publish();
  }

  /** A Fairlead as a pod of the same namespace has it. */
  Fairlead open() {
    return Fairlead.builder()
        .kubernetes(new KubernetesApi.At(kubernetes.uri()))
        .ownNamespace("shop")
        .firstSyncWait(PATIENCE)
        .build();
  }

  int pods() {
    return running.size();
  }

  private void add() {
    running.add(servers.add("orders-" + started, "node-" + started % 3, "zone-a", TARGET_PORT));
    started++;
  }

  /**
   * The oldest pod ends, at once and unannounced, and a new one takes its place. One after the
   * other: not before the client has heard of the last one, or it may know none that is left.
   */
  void replaceOldest(Fairlead client) {
    LoadBalancer known = client.loadBalancer(Target.parse("orders.shop:80"));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!knowsAll(known.selection()) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    EchoPod oldest = running.remove(0);
    oldest.stop();
    add();
    publish();
  }

  private boolean knowsAll(Selection selection) {
    return selection instanceof Selection.Eligible eligible
        && running.stream()
            .allMatch(
                pod ->
                    eligible.endpoints().stream()
                        .anyMatch(endpoint -> endpoint.address().equals(pod.address())));
  }

  private void publish() {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (EchoPod pod : running) {
      endpoints.add(
          SliceEndpoint.of(pod.address(), pod.node(), pod.zone(), pod.name())
              .withUid(pod.uid())
              .withPort("http", pod.port()));
    }
    kubernetes.endpoints("shop", "orders", endpoints);
  }

  @Override
  public void close() {
    servers.close();
    kubernetes.close();
  }
}
