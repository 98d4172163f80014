package dev.fairlead.samples.quickstart;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two applications of two pods each; their code knows no more than the name of the other's Service.
 */
final class MutualCalls implements AutoCloseable {
  private static final String NAMESPACE = "market";

  private final EmbeddedShop shop;
  private final Stage stage;
  private final List<ApplicationPod> running = new ArrayList<>();

  MutualCalls(EmbeddedShop shop, Stage stage) {
    this.shop = shop;
    this.stage = stage;
  }

  /** A Service and the pods behind it. */
  private record Application(String url, List<ApplicationPod> pods) {}

  void play() throws IOException {
    stage.title(
        7,
        "orders (port 80, target port 8090) and payments (port 80, target port 8080) call each other by name");
    Application orders = start("orders", 8090, "payments");
    Application payments = start("payments", 8080, "orders");
    try (Fairlead outside = open(shop.nodes().get(2))) {
      Caller caller = Caller.with(outside);
      ask(caller, orders, payments);
      ask(caller, payments, orders);
    }
  }

  private Application start(String name, int targetPort, String other) {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    List<ApplicationPod> pods = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String pod = name + "-" + i;
      String node = shop.nodes().get(i);
      InetSocketAddress place = shop.place(pod, node, targetPort);
      pods.add(new ApplicationPod(pod, place, url(other), open(node)));
      running.add(pods.get(i));
      endpoints.add(
          SliceEndpoint.of(place.getAddress().getHostAddress(), node, EmbeddedShop.ZONE, pod)
              .withPort("http", place.getPort()));
    }
    shop.publish(NAMESPACE, name, targetPort, endpoints);
    return new Application(url(name), pods);
  }

  /** As in a program that was written for the cluster IP: the Service's name, and its port 80. */
  private static String url(String service) {
    return "http://" + service + "/";
  }

  /** A Fairlead as a pod of the namespace on that node has it. */
  private Fairlead open(String node) {
    return Fairlead.builder()
        .kubernetes(shop.api())
        .ownNamespace(NAMESPACE)
        .location(new Location(node, null))
        .policy(BalancingPolicy.roundRobin())
        .firstSyncWait(Duration.ofMinutes(1)) // five of them begin at once
        .build();
  }

  private void ask(Caller caller, Application asked, Application other) throws IOException {
    String url = asked.url() + "ask";
    Map<String, Integer> chains = new TreeMap<>();
    for (int i = 0; i < Stage.REQUESTS; i++) {
      chains.merge(caller.get(url), 1, Integer::sum);
    }
    stage.say(asked.url() + ", whose pods ask " + other.url() + " before they answer:");
    chains.forEach((chain, count) -> stage.say(String.format("%-35s %6d requests", chain, count)));
    Set<String> expected = new TreeSet<>();
    for (ApplicationPod first : asked.pods()) {
      for (ApplicationPod second : other.pods()) {
        expected.add(first.signature() + " > " + second.signature());
      }
    }
    stage.check(
        chains.keySet().equals(expected), "expected each of " + expected + ", answered " + chains);
  }

  @Override
  public void close() {
    running.forEach(ApplicationPod::close);
  }
}
