package dev.fairlead.cli;

import static dev.fairlead.cli.Cli.assertWrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fairlead.cli.Cli.Result;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.RecordedRequest;
import dev.fairlead.testkit.SliceEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} that asks a cluster in the place of files. */
class LiveExplainTest {
  @TempDir Path directory;
  private final FakeKubernetes kubernetes = FakeKubernetes.start();

  @BeforeEach
  void aServiceWithTwoPods() {
    kubernetes.service("shop", "orders").port("http", 80).internalTrafficPolicy("Local").apply();
    kubernetes.endpoints("shop", "orders", List.of(pod(1), pod(2)));
  }

  @AfterEach
  void close() {
    kubernetes.close();
  }

  private static SliceEndpoint pod(int number) {
    return SliceEndpoint.of("10.1.0." + number, "node-" + number, "zone-a", "orders-" + number)
        .withPort("http", 8080);
  }

  private Result explain(String... arguments) {
    List<String> args = new ArrayList<>(List.of("explain"));
    args.addAll(List.of("--kubeconfig", Kubeconfigs.write(directory, kubernetes.uri())));
    args.addAll(List.of(arguments));
    return Cli.run(args.toArray(String[]::new));
  }

  @Test
  void theAnswerIsThatOfTheClusterAndItsAddressIsShown() {
    Result result = explain("orders.shop:http", "--node", "node-1");

    assertThat(result.out())
        .startsWith(
            "Target   orders.shop:http\nCluster  " + kubernetes.uri() + "\nService  cluster IP ")
        .contains("Selected by LOCAL: ")
        .contains("  10.1.0.1:8080  orders-1  node-1  zone-a  ready\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void oneGetAndOneListAreAllThatIsAsked() {
    explain("orders.shop:http");

    assertThat(kubernetes.requests())
        .extracting(RecordedRequest::verb, RecordedRequest::resource, RecordedRequest::query)
        .containsExactly(
            tuple("get", "services", ""),
            tuple("list", "endpointslices", "labelSelector=kubernetes.io/service-name=orders"));
  }

  @Test
  void aServiceWithoutNamespaceIsOneOfTheContext() {
    assertThat(explain("orders:http", "--node=node-2").out())
        .startsWith("Target   orders.shop:http");
    assertThat(explain("orders:http", "--context", "bare").out())
        .startsWith("Target   orders.default:http");
  }

  @Test
  void theLocationIsThatOfTheEnvironmentUnlessTheArgumentsSayOtherwise() {
    Map<String, String> environment = Map.of("NODE_NAME", "node-2", "NODE_ZONE", "zone-a");
    String file = Kubeconfigs.write(directory, kubernetes.uri());

    assertThat(Cli.runIn(environment, "explain", "orders.shop", "--kubeconfig", file).out())
        .contains("Node     node-2\nZone     zone-a\n");
    String[] args = {"explain", "orders.shop", "--kubeconfig", file, "--node", "node-1"};
    assertThat(Cli.runIn(environment, args).out()).contains("Node     node-1\nZone     zone-a\n");
  }

  @Test
  void aServiceThatIsNotThereIsAnAnswerWithoutWordsAboutFiles() {
    Result result = explain("absent.shop");

    assertThat(result.out())
        .contains("Service  not in the cluster\n", "there is no Service shop/absent.")
        .doesNotContain("files");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void aCaseOfALiveClusterPassesConformance() {
    Result result = explain("orders.shop", "--node", "node-2", "-o", "vector");
    String file = Cli.write(directory, "case.json", result.out());

    assertThat(result.out()).contains("\"10.1.0.2:8080\"");
    assertThat(Cli.run("conformance", file).out()).isEqualTo("1 passed, 0 failed\n");
  }

  @Test
  void aNamespaceWithoutRightsIsNamedWithTheRole() {
    kubernetes.deny(403, "list", "endpointslices", "shop");

    assertWrong(
        explain("orders.shop"),
        "Cannot read Service shop/orders: the API server at "
            + kubernetes.uri()
            + " forbids (403) to list endpointslices.discovery.k8s.io in namespace shop for"
            + " system:serviceaccount:shop:default. Apply: kubectl create role fairlead -n shop"
            + " --verb=get,list,watch --resource=services,endpointslices.discovery.k8s.io; kubectl"
            + " create rolebinding fairlead-default -n shop --role=fairlead"
            + " --serviceaccount=shop:default\n");
  }

  @Test
  void credentialsThatAreNotAcceptedAreNamed() {
    kubernetes.deny(401, "*", "*", "*");

    Result result = explain("orders.shop");

    assertThat(result.err())
        .startsWith("Cannot read Service shop/orders: the API server at ")
        .contains(" does not accept the credentials (401) to list services in namespace shop. ");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void aClusterThatIsNotReachedIsNamed() {
    kubernetes.stop();

    assertWrong(
        explain("orders.shop"),
        "Cannot read Service shop/orders: the API server at "
            + kubernetes.uri()
            + " refuses the connection: nothing listens there. Check host and port, and that the"
            + " API server runs\n");
  }
}
