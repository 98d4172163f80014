package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client on node-0, in a process of its own: the {@link LoadProbe} there. It uses all that is
 * left of the machine, but stands behind the cluster, which shares it and must keep up.
 */
final class LoadClient implements AutoCloseable {
  static final String NODE = "node-0";

  /**
   * Linux may weigh whole sessions against each other, and then a nice value counts only within
   * one: the program has a session of its own, which is nice too.
   */
  private static final List<String> BEHIND_OTHERS =
      List.of(
          "setsid",
          "bash",
          "-c",
          "{ echo 10 >/proc/self/autogroup; } 2>/dev/null; exec nice -n 10 \"$@\"",
          "load");

  private static final String PROGRAM = "dev.fairlead.e2e.LoadProbe";
  private static final String REST_CLIENT = "rest-client/";

  private final NodeProbe probe;
  private final String url;

  private LoadClient(String url, String... arguments) {
    List<String> program = new ArrayList<>(List.of(PROGRAM));
    program.addAll(List.of(arguments));
    String libraries = arguments[0].startsWith(REST_CLIENT) ? "spring-lib" : NodeProbe.LIBRARIES;
    this.probe =
        new NodeProbe(
            NODE, Cluster.ACCOUNT, BEHIND_OTHERS, libraries, program.toArray(String[]::new));
    this.url = url;
  }

  /**
   * A client as it is, through the cluster IP of Service web.
   *
   * @param protocol {@code http/1.1} or {@code h2c} of OkHttp, or {@code grpc}
   */
  static LoadClient clusterIp(Cluster cluster, String protocol) {
    return clusterIp(cluster, protocol, "plain");
  }

  /** The same, set up as {@link ClientSetup} says. */
  static LoadClient clusterIp(Cluster cluster, String protocol, String setup) {
    String host = cluster.field("service", "web", ".spec.clusterIP");
    return new LoadClient(
        protocol.equals("grpc") ? host + ":80" : "http://" + host + "/", protocol, setup);
  }

  /**
   * A client with Fairlead, by the name of Service web, once it knows the Service: a busy machine
   * may take longer for that than a call waits, and nobody else resolves the name.
   *
   * @param setup a policy, and more as {@link ClientSetup} says
   */
  static LoadClient fairlead(String setup, String protocol) {
    String name = "web." + Cluster.NAMESPACE;
    LoadClient client =
        new LoadClient(
            protocol.equals("grpc") ? "k8s:///" + name + ":http" : "http://" + name + ".svc/",
            protocol,
            setup);
    await().atMost(Cluster.PATIENCE).until(() -> client.run(1, 1).failures() == 0);
    return client;
  }

  /**
   * RestClient of a Spring Boot application with the starter, by the name of Service web, once it
   * knows the Service.
   *
   * @param library {@code okhttp} or {@code http-components}
   */
  static LoadClient restClient(String library) {
    return fairlead("p2c", REST_CLIENT + library);
  }

  /** A gRPC client that goes round the addresses of the headless Service. */
  static LoadClient headless(HeadlessNames names) {
    return new LoadClient(
        "dns:///" + HeadlessNames.HOST + ":8080", "grpc", "dns", names.file.toString());
  }

  LoadResult run(int threads, long calls) {
    return LoadResult.parse(probe.ask("run " + threads + " " + calls + " " + url));
  }

  /** Makes calls without pause from now on. */
  void load(int threads) {
    probe.ask("load " + threads + " " + url);
  }

  LoadResult stop() {
    return LoadResult.parse(probe.ask("stop"));
  }

  /** The calls that begin from now on are counted by themselves. */
  void mark() {
    probe.ask("mark");
  }

  /** Of the calls that began before the mark. */
  LoadResult former() {
    return LoadResult.parse(probe.ask("former"));
  }

  /** Of the load that goes on. */
  LoadResult figures() {
    return LoadResult.parse(probe.ask("figures"));
  }

  /** The failures of the last load, each with what happened on the wire. */
  List<String> failures() {
    return texts(probe.ask("failures"));
  }

  /** The same of the calls that began before the mark. */
  List<String> formerFailures() {
    return texts(probe.ask("former-failures"));
  }

  private static List<String> texts(String told) {
    return told.isEmpty() ? List.of() : List.of(told.split(" \\| "));
  }

  /** What was told of endpoints that are left out, since the start; see {@link LeftOut}. */
  List<String> leftOut() {
    String told = probe.ask("left-out");
    return told.isEmpty() ? List.of() : List.of(told.split(" "));
  }

  /** What happened on the wire in the slowest call of the last load. */
  String slowest() {
    return probe.ask("slowest");
  }

  /** Ends the channel of a gRPC client; its next call makes a new one, with the same Fairlead. */
  void renew() {
    probe.ask("renew");
  }

  /** Sockets the process holds open, by remote address. */
  Map<String, Integer> sockets() {
    return NodeProbe.counts(probe.ask("sockets"));
  }

  /** Closes the client and waits until none of its sockets to pods is open; those that are left. */
  Map<String, Integer> endsWithoutSocketsToPods() {
    probe.ask("close");
    await()
        .atMost(Cluster.PATIENCE)
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () ->
                assertThat(sockets().keySet())
                    .as("sockets to pods after the end")
                    .noneMatch(address -> address.startsWith("10.244.")));
    return sockets();
  }

  @Override
  public void close() {
    probe.close();
  }
}
