package dev.fairlead.samples.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.util.ArrayList;
import java.util.List;

/** Service shop/orders without a cluster: an embedded Kubernetes API, real HTTP servers as pods. */
final class EmbeddedOrders implements AutoCloseable {
  static final String URL = "http://orders/";

  private static final int TARGET_PORT = 8080;

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
        .build();
  }

  int pods() {
    return running.size();
  }

  private void add() {
    running.add(servers.add("orders-" + started, "node-" + started % 3, "zone-a", TARGET_PORT));
    started++;
  }

  /** The oldest pod ends, at once and unannounced, and a new one takes its place. */
  void replaceOldest() {
    EchoPod oldest = running.remove(0);
    oldest.stop();
    add();
    publish();
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
