package dev.fairlead.samples.quickstart;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The pods are real HTTP servers on loopback addresses; Kubernetes is the embedded API server. */
final class EmbeddedShop implements Shop {
  static final String ZONE = "zone-a";

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
    EchoPod pod = servers.add(name, node, ZONE, TARGET_PORT);
    matched.add(pod);
    publish();
    return new RunningPod(name, node, Endpoint.of(pod.address(), pod.port()));
  }

  @Override
  public void evict(RunningPod pod) {
    takeLabelOff(pod);
    server(pod).stop();
  }

  @Override
  public void takeLabelOff(RunningPod pod) {
    matched.removeIf(other -> other.name().equals(pod.name()));
    publish();
  }

  @Override
  public void answerErrors(RunningPod pod) {
    server(pod).failing(503);
  }

  @Override
  public void breakConnections(RunningPod pod) {
    server(pod).stop();
  }

  @Override
  public void heal(RunningPod pod) {
    server(pod).healthy();
    server(pod).start();
  }

  private EchoPod server(RunningPod pod) {
    for (EchoPod server : servers.all()) {
      if (server.name().equals(pod.name())) {
        return server;
      }
    }
    throw new IllegalArgumentException("No pod " + pod.name() + " among " + servers.all());
  }

  /** Where a pod can listen, at an address of its own; nobody does. */
  InetSocketAddress place(String name, String node, int port) {
    EchoPod keeper = servers.add(name, node, ZONE, port);
    keeper.stop();
    return new InetSocketAddress(keeper.address(), keeper.port());
  }

  /** Makes a Service with port 80, named http, and these endpoints, in slices. */
  void publish(String namespace, String name, int targetPort, List<SliceEndpoint> endpoints) {
    kubernetes.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: %s}
        spec:
          ports: [{name: http, port: 80, targetPort: %d}]
        """
            .formatted(name, namespace, targetPort));
    kubernetes.endpoints(namespace, name, endpoints);
  }

  /** The API server dies. */
  void stopApi() {
    kubernetes.stop();
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
