package dev.fairlead.benchmarks;

import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * Service shop/orders, port 80, on a Kubernetes API of its own, with pods that come and go: real
 * servers that answer with the name of their pod. Each pod has a new name; addresses are used
 * again. A pod serves for a second after it left the Service, as a pod that ends well does.
 */
final class SoakPods implements Closeable {
  private static final int LEAST = 2;
  private static final int MOST = 20;
  private static final int ADDRESSES = 200;
  private static final int CHANGES_IN_A_SECOND = 20;

  /** It keeps each of the last changes, and would grow for most of a soak's first minute. */
  private final FakeKubernetes kubernetes = FakeKubernetes.builder().eventWindow(20).start();

  private final OneThreadServer server = new OneThreadServer();
  private final int port = LoopbackPods.freePort();
  private final Random random = new Random(42);
  private final List<Pod> pods = new ArrayList<>();
  private final Queue<Pod> leaving = new ArrayDeque<>();
  private int made;

  /** A pod, and what ends it. */
  private record Pod(SliceEndpoint endpoint, Closeable server) {}

  SoakPods() throws IOException {
    kubernetes.service("shop", "orders").port("http", 80).apply();
  }

  /** The first ones. */
  void arrive() throws IOException {
    while (pods.size() < MOST / 2) {
      add();
    }
    publish();
  }

  FakeKubernetes kubernetes() {
    return kubernetes;
  }

  /** One pod more, or one less. */
  void change() throws IOException {
    boolean more = pods.size() == LEAST || (pods.size() < MOST && random.nextBoolean());
    if (more) {
      add();
    } else {
      leaving.add(pods.remove(random.nextInt(pods.size())));
    }
    publish();
    if (leaving.size() > CHANGES_IN_A_SECOND / 2) {
      leaving.remove().server.close();
    }
  }

  private void add() throws IOException {
    int number = made++;
    String name = "orders-" + number;
    String address = LoopbackPods.address(number % ADDRESSES);
    pods.add(
        new Pod(
            SliceEndpoint.of(address, "node-0", "zone-a", name).withPort("http", port),
            server.listen(InetAddress.getByName(address), port, name)));
  }

  private void publish() {
    kubernetes.endpoints("shop", "orders", pods.stream().map(Pod::endpoint).toList());
  }

  /** All pods leave the Service and serve on. */
  void leave() {
    leaving.addAll(pods);
    pods.clear();
    publish();
  }

  /** Those that left serve no more. */
  void end() throws IOException {
    for (Pod pod : leaving) {
      pod.server.close();
    }
    leaving.clear();
  }

  int size() {
    return pods.size();
  }

  /** How many connections are open to pods, those that left included. */
  int connections() {
    return server.connections();
  }

  @Override
  public void close() {
    server.close();
    kubernetes.close();
  }
}
