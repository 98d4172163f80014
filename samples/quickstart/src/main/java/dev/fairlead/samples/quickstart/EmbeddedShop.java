package dev.fairlead.samples.quickstart;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.util.ArrayList;
import java.util.List;

/** The pods are real HTTP servers on loopback addresses; Kubernetes is the embedded API server. */
final class EmbeddedShop implements Shop {
  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final EchoPods servers = EchoPods.start();

  /** The pods that the Service's selector matches. */
  private final List<EchoPod> matched = new ArrayList<>();

  EmbeddedShop() {
    policy("Cluster");
  }

  @Override
  public KubernetesApi api() {
    return new KubernetesApi.At(kubernetes.uri());
  }

  @Override
  public String namespace() {
    return "shop";
  }

  @Override
  public List<String> nodes() {
    return List.of("node-0", "node-1", "node-2", "node-3");
  }

  @Override
  public void policy(String internalTrafficPolicy) {
    kubernetes
        .service(namespace(), "orders")
        .port("http", 80)
        .internalTrafficPolicy(internalTrafficPolicy)
        .apply();
  }

  @Override
  public RunningPod run(String name, String node) {
    EchoPod pod = servers.add(name, node, "zone-a", TARGET_PORT);
    matched.add(pod);
    publish();
    return new RunningPod(name, node, pod.address());
  }

  @Override
  public void evict(RunningPod pod) {
    takeLabelOff(pod);
    servers.byAddress(pod.address()).stop();
  }

  @Override
  public void takeLabelOff(RunningPod pod) {
    matched.removeIf(other -> other.name().equals(pod.name()));
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
    kubernetes.endpoints(namespace(), "orders", endpoints);
  }

  @Override
  public void close() {
    servers.close();
    kubernetes.close();
  }
}
