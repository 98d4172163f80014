package dev.fairlead.samples.quickstart;

import dev.fairlead.api.KubernetesApi;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The same on a real cluster, in a namespace of its own that is deleted at the end. Needs the
 * rights of an administrator, four nodes, and to be run where pod addresses can be reached.
 */
final class ClusterShop implements Shop {
  private static final String NAMESPACE = "fairlead-quickstart";
  private static final String TAINT = "fairlead-quickstart";
  private static final long PATIENCE_SECONDS = 60;

  private final Path kubeconfig;
  private final KubernetesClient client;
  private final List<String> nodes;

  /**
   * @throws IllegalArgumentException when the file is not there
   */
  ClusterShop(Path kubeconfig) {
    if (!Files.isReadable(kubeconfig)) {
      throw new IllegalArgumentException("Cannot read the kubeconfig " + kubeconfig);
    }
    this.kubeconfig = kubeconfig;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
    this.nodes =
        client.nodes().list().getItems().stream()
            .map(n -> n.getMetadata().getName())
            .sorted()
            .toList();
    if (nodes.size() < 4) {
      throw new IllegalStateException("The scenes need four nodes, the cluster has " + nodes);
    }
    close();
    client
        .namespaces()
        .withName(NAMESPACE)
        .waitUntilCondition(n -> n == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    policy("Cluster");
  }

  @Override
  public KubernetesApi api() {
    return new KubernetesApi.Kubeconfig(kubeconfig, null);
  }

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  @Override
  public List<String> nodes() {
    return nodes.subList(0, 4);
  }

  @Override
  public void policy(String internalTrafficPolicy) {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("orders")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", "orders")
                .withInternalTrafficPolicy(internalTrafficPolicy)
                .addNewPort()
                .withName("http")
                .withPort(80)
                .withNewTargetPort(TARGET_PORT)
                .endPort()
                .endSpec()
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  @Override
  public RunningPod run(String name, String node) {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .addToLabels("app", "orders")
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("echo")
                .withImage("lab/echo")
                .addNewPort()
                .withName("http")
                .withContainerPort(TARGET_PORT)
                .endPort()
                .endContainer()
                .endSpec()
                .build())
        .create();
    Pod pod =
        client
            .pods()
            .inNamespace(NAMESPACE)
            .withName(name)
            .waitUntilReady(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return new RunningPod(name, node, pod.getStatus().getPodIP());
  }

  @Override
  public void evict(RunningPod pod) {
    client
        .nodes()
        .withName(pod.node())
        .edit(
            node ->
                new NodeBuilder(node)
                    .editSpec()
                    .addNewTaint()
                    .withKey(TAINT)
                    .withEffect("NoExecute")
                    .endTaint()
                    .endSpec()
                    .build());
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName(pod.name())
        .waitUntilCondition(gone -> gone == null, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void takeLabelOff(RunningPod pod) {
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName(pod.name())
        .edit(
            now ->
                new PodBuilder(now).editMetadata().removeFromLabels("app").endMetadata().build());
  }

  /** Takes everything out again. */
  @Override
  public void close() {
    for (String name : nodes) {
      client
          .nodes()
          .withName(name)
          .edit(
              node ->
                  new NodeBuilder(node)
                      .editSpec()
                      .removeMatchingFromTaints(taint -> TAINT.equals(taint.getKey()))
                      .endSpec()
                      .build());
    }
    client.namespaces().withName(NAMESPACE).delete();
  }
}
