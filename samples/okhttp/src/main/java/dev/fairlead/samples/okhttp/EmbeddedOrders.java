package dev.fairlead.samples.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Service shop/orders without a cluster: an embedded Kubernetes API, real HTTP servers as pods. */
final class EmbeddedOrders implements AutoCloseable {
  static final String URL = "http://orders/";

  private static final int TARGET_PORT = 8080;

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final EchoPods servers = EchoPods.start();
  private final List<EchoPod> running = new ArrayList<>();

  /** By address and port; completes when Fairlead knows the pod there. */
  private final Map<String, CompletableFuture<Void>> known = new ConcurrentHashMap<>();

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
        .firstSyncWait(Duration.ofMinutes(1)) // a pod can do with the default
        .listener(new Known())
        .build();
  }

  private final class Known implements FairleadListener {
    @Override
    public void selectionChanged(SelectionChange change) {
      change.added().forEach(endpoint -> known(endpoint.toString()).complete(null));
    }
  }

  private CompletableFuture<Void> known(String addressAndPort) {
    return known.computeIfAbsent(addressAndPort, unknown -> new CompletableFuture<>());
  }

  /** In a cluster seconds lie between the end of one pod and that of the next. */
  private void awaitKnown(EchoPod pod) {
    known(pod.address() + ":" + pod.port()).orTimeout(1, TimeUnit.MINUTES).join();
  }

  int pods() {
    return running.size();
  }

  private void add() {
    running.add(servers.add("orders-" + started, "node-" + started % 3, "zone-a", TARGET_PORT));
    started++;
  }

  /**
   * The oldest pod ends, at once and unannounced, and a new one takes its place. Not before the one
   * that came last is known.
   */
  void replaceOldest() {
    awaitKnown(running.get(running.size() - 1));
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
