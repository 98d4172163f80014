package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The two services of samples/spring-boot in the pods of its own manifests: a process on the node
 * of each pod, with the pod's address, its service account's token and NODE_NAME.
 */
final class SampleShop implements AutoCloseable {
  private static final String NAMESPACE = "shop";
  private static final String ACCOUNT = NAMESPACE + "/shop";
  private static final Path SAMPLE = Path.of("../samples/spring-boot").toAbsolutePath().normalize();
  private static final String PROGRAM = "dev.fairlead.samples.springboot.ShopApplication";
  private static final int HTTP = 8080;

  /** One pod. */
  record Pod(String name, String node, String address) {
    private static Pod parse(String line) {
      String[] words = line.split(" ", -1);
      return new Pod(words[0], words[1], words[2]);
    }
  }

  final List<Pod> orders;
  final List<Pod> stock;

  private final List<Process> processes = new ArrayList<>();
  private final HttpClient browser =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /** Applies the manifests, starts the processes and waits until they answer. */
  SampleShop() {
    deleteNamespace();
    Lab.runWith(manifest("account"), "kubectl", "apply", "-f", "-");
    Lab.run("fault", "rotate-token", ACCOUNT);
    orders = deploy("orders");
    stock = deploy("stock");
    for (Pod pod : orders) {
      start("orders", pod);
    }
    for (Pod pod : stock) {
      start("stock", pod);
    }
    for (Pod pod : all()) {
      await().atMost(Cluster.PATIENCE).until(() -> isHealthy(pod));
    }
  }

  private static String manifest(String name) {
    try {
      return Files.readString(SAMPLE.resolve("manifests/" + name + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The manifests leave the image to their reader; here it is a process of the test. */
  private static List<Pod> deploy(String service) {
    String manifest = manifest(service);
    String labels = "labels: {app: " + service + "}}\n    spec:";
    assertThat(manifest).contains(labels);
    String external = labels.replace("}}", "}, annotations: {lab/external: \"true\"}}");
    Lab.runWith(manifest.replace(labels, external), "kubectl", "apply", "-f", "-");
    String deployment = "deployment/" + service;
    Lab.run("kubectl", "rollout", "status", "-n", NAMESPACE, deployment, Cluster.TIMEOUT);
    String fields = "{.metadata.name} {.spec.nodeName} {.status.podIP}";
    String path = "jsonpath={range .items[*]}" + fields + "{\"\\n\"}{end}";
    return Lab.run("kubectl", "get", "pods", "-n", NAMESPACE, "-l", "app=" + service, "-o", path)
        .lines()
        .map(Pod::parse)
        .toList();
  }

  private void start(String service, Pod pod) {
    Path target = SAMPLE.resolve("target");
    String jar = target.resolve("fairlead-spring-boot-sample-0.1.0-SNAPSHOT.jar").toString();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            jar + ":" + target.resolve("lib") + "/*",
            PROGRAM,
            "--spring.profiles.active=" + service,
            "--logging.level.root=warn",
            "--pod.name=" + pod.name,
            "--server.address=" + pod.address,
            "--server.port=" + HTTP,
            "--fairlead.first-sync-wait=5m"); // nobody else resolves the names of the Services
    try {
      processes.add(Lab.startAsPod(pod.node, ACCOUNT, command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isHealthy(Pod pod) {
    assertThat(processes).as("processes, of which none has ended").allMatch(Process::isAlive);
    try {
      return get(pod, "/actuator/health").statusCode() == 200;
    } catch (IOException e) {
      return false; // does not listen yet
    }
  }

  private List<Pod> all() {
    List<Pod> all = new ArrayList<>(orders);
    all.addAll(stock);
    return all;
  }

  /** Asks one pod, from outside of the cluster. */
  HttpResponse<String> get(Pod pod, String path) throws IOException {
    URI uri = URI.create("http://" + pod.address + ":" + HTTP + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build();
    try {
      return browser.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void deleteNamespace() {
    Lab.run("kubectl", "delete", "namespace", NAMESPACE, "--ignore-not-found", Cluster.TIMEOUT);
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    deleteNamespace();
  }
}
