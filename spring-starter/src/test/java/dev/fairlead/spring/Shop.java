package dev.fairlead.spring;

import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Service orders of namespace shop with some pods, and the properties of a client of it. */
final class Shop implements AutoCloseable {
  private static final int TARGET_PORT = 8080;

  final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final EchoPods servers = EchoPods.start();
  private final List<EchoPod> running = new ArrayList<>();

  Shop(int pods) {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    for (int i = 0; i < pods; i++) {
      running.add(servers.add("orders-" + i, "node-" + i, "zone-a", TARGET_PORT));
    }
    publish();
  }

  private void publish() {
    kubernetes.endpoints(
        "shop",
        "orders",
        running.stream().map(pod -> SliceEndpoint.of(pod, "http").withUid(pod.uid())).toList());
  }

  /** The pods that have answered. */
  List<String> asked() {
    return running.stream().filter(pod -> pod.served() > 0).map(EchoPod::name).toList();
  }

  EchoPod pod(int index) {
    return running.get(index);
  }

  /** Starts one more pod, on an address that none had before. */
  void add(String name) {
    running.add(servers.add(name, "node-0", "zone-a", TARGET_PORT));
    publish();
  }

  /** Takes a pod out of the Service; it goes on answering until the caller stops it. */
  EchoPod leave(int index) {
    EchoPod leaving = running.remove(index);
    publish();
    return leaving;
  }

  /** Ends a pod, at once. */
  void remove(int index) {
    running.remove(index).stop();
    publish();
  }

  /**
   * Property values of a client, and others. By turns, since the faster pod may get all calls; and
   * what is known of the Service is waited for as long as a busy machine may need.
   */
  String[] properties(String... others) {
    return Stream.concat(
            Stream.of(
                "fairlead.api-url=" + kubernetes.uri(),
                "fairlead.namespace=shop",
                "fairlead.policy=round-robin",
                "fairlead.first-sync-wait=1m",
                "fairlead.startup.wait=1m"),
            Stream.of(others))
        .toArray(String[]::new);
  }

  @Override
  public void close() {
    servers.close();
    kubernetes.close();
  }
}
