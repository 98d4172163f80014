package dev.fairlead.samples.quickstart;

import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A namespace with one Service, {@code orders}: port 80 named http, target port 9876. Its pods are
 * real HTTP servers on addresses of the loopback device; Kubernetes is the embedded API server.
 */
final class Shop implements AutoCloseable {
  private static final int TARGET_PORT = 9876;

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final EchoPods servers = EchoPods.start();

  /** The pods that the Service's selector matches. */
  private final List<EchoPod> matched = new ArrayList<>();

  Shop() {
    policy("Cluster");
  }

  URI api() {
    return kubernetes.uri();
  }

  /** Sets {@code internalTrafficPolicy} of the Service. */
  void policy(String internalTrafficPolicy) {
    kubernetes
        .service("shop", "orders")
        .port("http", 80)
        .internalTrafficPolicy(internalTrafficPolicy)
        .apply();
  }

  /** Starts a pod that the selector matches. */
  EchoPod run(String name, String node) {
    EchoPod pod = servers.add(name, node, "zone-" + node.charAt(node.length() - 1), TARGET_PORT);
    matched.add(pod);
    publish();
    return pod;
  }

  /** Stops a pod: its server ends and its endpoint goes. */
  void stop(EchoPod pod) {
    takeLabelOff(pod);
    pod.stop();
  }

  /** The pod stays and listens, but the selector matches it no more. */
  void takeLabelOff(EchoPod pod) {
    matched.remove(pod);
    publish();
  }

  private void publish() {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (EchoPod pod : matched) {
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
