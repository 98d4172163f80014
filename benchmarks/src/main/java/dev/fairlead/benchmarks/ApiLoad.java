package dev.fairlead.benchmarks;

import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What does one process cost the API server? Requests, open streams and bytes for 1, 5, 10 and 50
 * Services in use out of 200 in a namespace, each with 10 endpoints, while four slices a second
 * change all over it: Fairlead next to a pair of fabric8's informers on the same transport.
 *
 * <p>Bytes are those of the TLS connection, counted by a relay. What is asked for until everything
 * is known and what comes after it are told apart: in a steady state there are no more lists.
 * {@code changes} is how many of the changes were of Services in use; the others are sent by the
 * API server wherever a whole namespace is watched.
 */
public final class ApiLoad {
  private static final int ENDPOINTS = 10;
  private static final int CHANGES_PER_SECOND = 4;
  private static final String CONTEXT = "shop";
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final FakeKubernetes kubernetes;
  private final CountingRelay relay;
  private final Shop shop;
  private final Path kubeconfig;
  private final Duration length;

  /** Goes on from one row to the next. */
  private int changes;

  private ApiLoad(
      FakeKubernetes kubernetes, CountingRelay relay, Path kubeconfig, Duration length) {
    this.kubernetes = kubernetes;
    this.relay = relay;
    this.shop = new Shop(kubernetes, ENDPOINTS);
    this.kubeconfig = kubeconfig;
    this.length = length;
  }

  /** Opens what is measured. */
  private interface Opening {
    Follower open();
  }

  /**
   * @param args {@code --seconds N} (30 if absent) or {@code --minutes N} of changes for each row;
   *     {@code --used 1,5,10,50}; {@code --only fairlead} or {@code informers}
   */
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new TreeMap<>(Map.of("--used", "1,5,10,50", "--only", ""));
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    Duration length =
        options.containsKey("--minutes")
            ? Duration.ofMinutes(Long.parseLong(options.get("--minutes")))
            : Duration.ofSeconds(Long.parseLong(options.getOrDefault("--seconds", "30")));
    Path kubeconfig = Files.createTempFile("api-load", ".yaml");
    try (FakeKubernetes kubernetes = FakeKubernetes.builder().tls().start();
        CountingRelay relay = new CountingRelay(kubernetes.uri())) {
      kubernetes.writeKubeconfig(kubeconfig, CONTEXT);
      String direct = Files.readString(kubeconfig);
      Files.writeString(
          kubeconfig, direct.replace(kubernetes.uri().toString(), relay.uri().toString()));
      new ApiLoad(kubernetes, relay, kubeconfig, length)
          .table(options.get("--used"), options.get("--only"));
    } finally {
      Files.delete(kubeconfig);
    }
  }

  private void table(String used, String only) throws InterruptedException {
    System.out.printf(
        "%d Services of %d endpoints; %d changes of a slice a second for %d s; %s%n",
        Shop.SERVICES, ENDPOINTS, CHANGES_PER_SECOND, length.toSeconds(), Machine.words());
    System.out.println("Requests: of Services + of slices. Before | after everything is known:");
    System.out.printf(
        "%-22s | %5s %5s %5s %8s %5s %7s | %5s %5s %5s %8s %7s%n",
        "", "LIST", "WATCH", "other", "KiB", "conns", "streams", "LIST", "WATCH", "other", "KiB",
        "changes");
    if (!only.equals("informers")) {
      for (String services : used.split(",")) {
        int count = Integer.parseInt(services);
        row(
            "Fairlead, " + count + " used",
            count,
            () -> Follower.fairlead(kubeconfig, CONTEXT, count));
      }
    }
    if (!only.equals("fairlead")) {
      row("informers", Shop.SERVICES, () -> Follower.informers(kubeconfig, CONTEXT));
    }
  }

  private void row(String words, int used, Opening opening) throws InterruptedException {
    kubernetes.clearRequests();
    long bytes = relay.downstream();
    int connections = relay.connections();
    try (Follower open = opening.open()) {
      TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
      System.out.printf(
          "%-22s | %s %8.1f %5d %7d |",
          words,
          requests(),
          (relay.downstream() - bytes) / 1024.0,
          relay.connections() - connections,
          kubernetes.openWatches("*"));
      kubernetes.clearRequests();
      bytes = relay.downstream();
      int ofUsed = change(used);
      TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
      System.out.printf(
          " %s %8.1f %7d%n", requests(), (relay.downstream() - bytes) / 1024.0, ofUsed);
    }
    awaitNoWatch();
  }

  /** How often each kind of request came. */
  private String requests() {
    List<RecordedRequest> all = kubernetes.requests();
    long lists = all.stream().filter(request -> request.verb().equals("list")).count();
    long watches = all.stream().filter(request -> request.verb().equals("watch")).count();
    return String.format(
        "%5s %5s %5d", ofBoth(all, "list"), ofBoth(all, "watch"), all.size() - lists - watches);
  }

  private static String ofBoth(List<RecordedRequest> all, String verb) {
    return count(all, verb, "services") + "+" + count(all, verb, "endpointslices");
  }

  private static long count(List<RecordedRequest> all, String verb, String resource) {
    return all.stream()
        .filter(request -> request.verb().equals(verb) && request.resource().equals(resource))
        .count();
  }

  /** Changes slices for the length of a row, at even distances; how many of Services in use. */
  private int change(int used) throws InterruptedException {
    long count = length.toSeconds() * CHANGES_PER_SECOND;
    long due = System.nanoTime();
    int ofUsed = 0;
    for (long i = 0; i < count; i++) {
      ofUsed += shop.change(changes++) < used ? 1 : 0;
      due += 1_000_000_000L / CHANGES_PER_SECOND;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    }
    return ofUsed;
  }

  /** A watch that is given up ends at the server a little later. */
  private void awaitNoWatch() throws InterruptedException {
    for (int i = 0; kubernetes.openWatches("*") > 0; i++) {
      if (i > 100) {
        throw new IllegalStateException("A closed client still watches");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
