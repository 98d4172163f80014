package dev.fairlead.samples.quickstart;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.KubernetesApi;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The same on a real cluster, by kubectl, in a namespace of its own that is deleted at the end.
 * Needs the rights of an administrator, four nodes, and to be run where pod addresses can be
 * reached.
 */
final class ClusterShop implements Shop {
  private static final String NAMESPACE = "fairlead-quickstart";
  private static final String TAINT = "fairlead-quickstart";
  private static final String WAIT = "--timeout=300s";

  private final Path kubeconfig;
  private final Kubectl kubectl;
  private final List<String> nodes;

  /**
   * @throws IllegalStateException when kubectl fails or the cluster has less than four nodes
   */
  ClusterShop(Path kubeconfig, Kubectl kubectl) {
    this.kubeconfig = kubeconfig;
    this.kubectl = kubectl;
    String names = kubectl.run("get", "nodes", "-o", "jsonpath={.items[*].metadata.name}");
    this.nodes = Arrays.stream(names.split(" ", -1)).sorted().toList();
    if (nodes.size() < 4) {
      throw new IllegalStateException("The scenes need four nodes, the cluster has " + nodes);
    }
    cleanUp("--wait=true");
    kubectl.run("create", "namespace", NAMESPACE);
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
    kubectl.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: orders, namespace: %s}
        spec:
          selector: {app: orders}
          internalTrafficPolicy: %s
          ports: [{name: http, port: 80, targetPort: %d}]
        """
            .formatted(NAMESPACE, internalTrafficPolicy, TARGET_PORT));
  }

  @Override
  public RunningPod run(String name, String node) {
    kubectl.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: %s, labels: {app: orders}}
        spec:
          nodeName: %s
          containers: [{name: echo, image: lab/echo, ports: [{name: http, containerPort: %d}]}]
        """
            .formatted(name, NAMESPACE, node, TARGET_PORT));
    kubectl.run("wait", "-n", NAMESPACE, "pod/" + name, "--for=condition=Ready", WAIT);
    String address =
        kubectl.run("get", "pod", "-n", NAMESPACE, name, "-o", "jsonpath={.status.podIP}");
    return new RunningPod(name, node, Endpoint.of(address, TARGET_PORT));
  }

  @Override
  public void evict(RunningPod pod) {
    kubectl.run("taint", "node", pod.node(), TAINT + "=x:NoExecute");
    kubectl.run("wait", "-n", NAMESPACE, "pod/" + pod.name(), "--for=delete", WAIT);
  }

  @Override
  public void takeLabelOff(RunningPod pod) {
    kubectl.run("label", "pod", "-n", NAMESPACE, pod.name(), "app-");
  }

  @Override
  public void answerErrors(RunningPod pod) {
    annotate(pod, "lab/status=503");
  }

  @Override
  public void breakConnections(RunningPod pod) {
    annotate(pod, "lab/reset=connection");
  }

  @Override
  public void heal(RunningPod pod) {
    annotate(pod, "lab/status-");
    annotate(pod, "lab/reset-");
  }

  /** Pods of the image lab/echo do what their annotations say, from a moment later on. */
  private void annotate(RunningPod pod, String annotation) {
    kubectl.run("annotate", "-n", NAMESPACE, "pod/" + pod.name(), annotation);
  }

  @Override
  public void close() {
    cleanUp("--wait=false");
  }

  /** Takes everything out again. */
  private void cleanUp(String wait) {
    String tainted =
        kubectl.run(
            "get",
            "nodes",
            "-o",
            "jsonpath={.items[?(@.spec.taints[*].key==\"" + TAINT + "\")].metadata.name}");
    for (String node : tainted.isEmpty() ? new String[0] : tainted.split(" ", -1)) {
      kubectl.run("taint", "node", node, TAINT + "-");
    }
    kubectl.run("delete", "namespace", NAMESPACE, "--ignore-not-found", wait);
  }
}
