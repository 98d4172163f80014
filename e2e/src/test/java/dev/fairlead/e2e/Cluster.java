package dev.fairlead.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of this run: a namespace, an account with the least Role, and a probe on each of four
 * nodes. Made with the first use, ended with the JVM.
 */
final class Cluster {
  static final String NAMESPACE = "fairlead-e2e";
  static final int NODES = 4;
  static final String ACCOUNT = NAMESPACE + "/lab-reader";

  /**
   * How long anything is waited for that must come: it ends a test that hangs and measures nothing,
   * so it is far more than a busy machine needs.
   */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The same for kubectl. */
  static final String TIMEOUT = "--timeout=" + PATIENCE.toSeconds() + "s";

  private static final Cluster INSTANCE = new Cluster();

  private final List<NodeProbe> probes = new ArrayList<>();
  private final KubernetesClient client;

  private Cluster() {
    Config administrator = Config.fromKubeconfig(Lab.up().toFile());
    administrator.setRequestTimeout(Math.toIntExact(PATIENCE.toMillis()));
    administrator.setConnectionTimeout(Math.toIntExact(PATIENCE.toMillis()));
    client = new KubernetesClientBuilder().withConfig(administrator).build();
    Lab.run("reader", NAMESPACE);
    Lab.run(
        "fault", "rotate-token", ACCOUNT); // a lab that has been up for an hour has an expired one
    for (int i = 0; i < NODES; i++) {
      probes.add(new NodeProbe("node-" + i, ACCOUNT));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> probes.forEach(NodeProbe::close)));
  }

  static Cluster get() {
    return INSTANCE;
  }

  List<NodeProbe> probes() {
    return probes;
  }

  NodeProbe probe(String node) {
    return probes.get(Integer.parseInt(node.substring("node-".length())));
  }

  /** The zones of the lab alternate. */
  static String zone(String node) {
    return (node.charAt(node.length() - 1) - '0') % 2 == 0 ? "zone-a" : "zone-b";
  }

  /** Asks all nodes at once; answers in the order of nodes. */
  <T> List<T> onAllNodes(Function<NodeProbe, T> question) {
    return IntStream.range(0, NODES)
        .parallel()
        .mapToObj(i -> question.apply(probes.get(i)))
        .toList();
  }

  /** {@code kubectl ARGS} in the namespace. */
  String kubectl(String... args) {
    return kubectlWithInput("", args);
  }

  void apply(String manifests) {
    kubectlWithInput(manifests, "apply", "-f", "-");
  }

  private static String kubectlWithInput(String input, String... args) {
    List<String> line = new ArrayList<>(List.of("kubectl", "-n", NAMESPACE));
    line.addAll(List.of(args));
    return Lab.runWith(input, line.toArray(String[]::new));
  }

  /**
   * Takes out everything the last scenario left, also pods that would serve on for a while, and
   * waits until it is gone: a Deployment of the same name would take over what is being removed,
   * and its pods would be removed with that. Also waits until pods can be placed on every node
   * again, since many scenarios want one on each.
   */
  void clear() {
    kubectl("delete", "deployments", "--all", "--cascade=foreground", "--wait=false");
    await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(this::cleared);
    await()
        .alias("no node is tainted or cordoned")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(this::everyNodeTakesPods);
  }

  /** A node that was cut off for a while has taints until it is known to be back. */
  private boolean everyNodeTakesPods() {
    String path = "jsonpath={.items[*].spec.taints}{.items[*].spec.unschedulable}";
    return kubectl("get", "nodes", "-o", path).isBlank();
  }

  private boolean cleared() {
    kubectl(
        "delete",
        "pods,services,endpointslices,endpoints",
        "--all",
        "--ignore-not-found",
        "--grace-period=0",
        "--force",
        TIMEOUT);
    return kubectl("get", "deployments,replicasets,pods", "-o", "name").isBlank();
  }

  /**
   * Gives a pod a label, or takes it away, by one request of a client that is connected already;
   * returns when it was sent, in microseconds of the machine's clock.
   */
  long label(String pod, String label, @Nullable String value) {
    var resource = client.pods().inNamespace(NAMESPACE).withName(pod);
    String json = value == null ? "null" : '"' + value + '"';
    long sent = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    resource.patch(
        PatchContext.of(PatchType.JSON_MERGE),
        "{\"metadata\":{\"labels\":{\"" + label + "\":" + json + "}}}");
    return sent;
  }

  /** Of all slices of a Service. */
  List<String> readyAddresses(String service) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(NAMESPACE)
        .withLabel("kubernetes.io/service-name", service)
        .list()
        .getItems()
        .stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .toList();
  }

  /** Lets so much time pass: a part of a scenario, never a way to wait for something. */
  static void pass(Duration time) {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
        .join();
  }

  /** One field of one object, by a JSON path. */
  String field(String kind, String name, String path) {
    return kubectl("get", kind, name, "-o", "jsonpath={" + path + "}").trim();
  }
}
