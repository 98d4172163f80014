package dev.fairlead.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The DNS records of the headless Service web-headless, which the lab has no server for: a file of
 * host names, as a JVM reads it at each look-up, that follows the ready endpoints within a second.
 */
final class HeadlessNames implements AutoCloseable {
  static final String HOST = "web-headless." + Cluster.NAMESPACE + ".svc";

  private final Cluster cluster;
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();

  final Path file = Path.of("target", "headless-hosts").toAbsolutePath();

  /** Makes the Service, and follows it. */
  HeadlessNames(Cluster cluster) {
    this.cluster = cluster;
    cluster.apply(
        Manifests.service(
            "web-headless",
            "selector: {app: web}, ports: [{name: http, port: 8080, targetPort: 8080}]",
            "clusterIP: None"));
    write();
    var unused = writer.scheduleWithFixedDelay(this::follow, 1, 1, TimeUnit.SECONDS);
  }

  /** While the API server is away the records stay, as those of a DNS server do. */
  private void follow() {
    try {
      write();
    } catch (KubernetesClientException e) {
      System.err.println("The names stay as they are: " + e.getMessage());
    }
  }

  private void write() {
    List<String> ready = cluster.readyAddresses("web-headless");
    String lines =
        ready.stream().map(address -> address + " " + HOST + "\n").collect(Collectors.joining());
    try {
      Path next = file.resolveSibling("headless-hosts-next");
      Files.writeString(next, lines);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until there are so many addresses. */
  HeadlessNames has(int addresses) {
    await().atMost(Cluster.PATIENCE).until(() -> Files.readAllLines(file).size() == addresses);
    return this;
  }

  @Override
  public void close() {
    writer.shutdownNow();
    try {
      // The next one has the same file, and nobody else may write to it.
      var unused = writer.awaitTermination(Cluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
