package dev.fairlead.cli;

import static dev.fairlead.cli.Cli.assertWrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.Cli.Result;
import dev.fairlead.testkit.FakeKubernetes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {
  private static final Map<String, String> LOCATED =
      Map.of("NODE_NAME", "node-3", "NODE_ZONE", "eu-1a");

  @TempDir Path directory;
  private final ReviewServer server = new ReviewServer();

  @AfterEach
  void close() {
    server.close();
  }

  private String kubeconfig() {
    return Kubeconfigs.write(directory, server.uri());
  }

  private Result doctor(String... namespaces) {
    String[] args = new String[namespaces.length + 3];
    args[0] = "doctor";
    System.arraycopy(namespaces, 0, args, 1, namespaces.length);
    args[namespaces.length + 1] = "--kubeconfig";
    args[namespaces.length + 2] = kubeconfig();
    return Cli.runIn(LOCATED, args);
  }

  private String at(URI uri) {
    String file = Kubeconfigs.write(directory, uri);
    Result result = Cli.run("doctor", "--kubeconfig", file);
    assertThat(result.code()).isEqualTo(1);
    return result.out();
  }

  @Test
  void aHealthyPlaceHasNothingToMend() {
    Result result = doctor("shop");

    assertThat(result.out())
        .isEqualTo(
            """
            Mode     active
            Sidecar  none found
            Cluster  %s (kubeconfig %s)
            Account  system:serviceaccount:shop:orders
            Node     node-3 (NODE_NAME)
            Zone     eu-1a (NODE_ZONE)

            NAMESPACE  VERB   RESOURCE                         ALLOWED
            shop       list   services                         yes
            shop       watch  services                         yes
            shop       list   endpointslices.discovery.k8s.io  yes
            shop       watch  endpointslices.discovery.k8s.io  yes
            -          get    nodes                            yes

            NAMESPACE  FRESHNESS
            shop       LIVE

            Nothing to mend
            """
                .formatted(server.uri(), directory.resolve("kubeconfig.yaml")));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void whatIsMissingIsToldWithExactlyTheRoleThatRbacPrints() {
    server.deny("watch services shop");
    server.deny("list endpointslices.discovery.k8s.io shop");

    Result result = doctor("shop", "billing");

    assertThat(result.out())
        .contains("shop       watch  services                         no\n")
        .contains("billing    watch  services                         yes\n")
        .endsWith(
            "To mend: in namespace shop it may not watch services, list"
                + " endpointslices.discovery.k8s.io\n\nApply:\n\n"
                + Cli.run("rbac", "shop", "--service-account", "shop:orders").out());
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void severalNamespacesAreMendedByOneManifest() {
    server.deny("list services shop");
    server.deny("list services billing");

    assertThat(doctor("shop", "billing").out())
        .endsWith(Cli.run("rbac", "shop", "billing", "--service-account", "shop:orders").out());
  }

  @Test
  void aUserThatIsNoServiceAccountIsNamedInTheRole() {
    server.user("alice@example.org");
    server.deny("list services shop");

    assertThat(doctor("shop").out())
        .contains("Account  alice@example.org\n", "  name: fairlead-user:alice-example.org\n")
        .endsWith(
            """
            subjects:
              - kind: User
                name: "alice@example.org"
                apiGroup: rbac.authorization.k8s.io
            """);
  }

  @Test
  void nodesAreOptional() {
    server.deny("get nodes -");

    Result result = doctor("shop");

    assertThat(result.out())
        .contains(
            "-          get    nodes                            no (optional: tells the zone when"
                + " nothing else does; fairlead rbac --nodes)\n")
        .endsWith("\nNothing to mend\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void anAccountThatTheServerDoesNotTellIsAskedForAndTakenFromTheArguments() {
    server.user("");
    server.deny("list services shop");

    assertThat(doctor("shop").out())
        .contains("Account  not told by the API server\n")
        .endsWith("\nFor the Role add --service-account NAMESPACE:NAME, the account of the pods\n");
    assertThat(doctor("shop", "--service-account", "orders").out())
        .endsWith("\nApply:\n\n" + RbacCommandTest.SHOP);
  }

  @Test
  void withoutNamespacesTheOwnOneIsLookedAt() {
    doctor();

    assertThat(server.asked()).contains("list services shop").hasSize(5);
    assertThat(Cli.run("doctor", "--kubeconfig", kubeconfig(), "--context", "bare").out())
        .contains("default    list   services ");
  }

  @Test
  void aLocationThatNobodyToldIsSaidToBeUnknownAndArgumentsWin() {
    Result result = Cli.run("doctor", "--kubeconfig", kubeconfig());

    assertThat(result.out()).contains("Node     not known yet: ", "Zone     not known yet: ");
    assertThat(result.code()).isZero();
    assertThat(doctor("shop", "--node", "node-7").out())
        .contains("Node     node-7 (--node)\nZone     eu-1a (NODE_ZONE)\n");
  }

  @Test
  void modeAndSidecarAreThoseOfThisProcess() {
    String[] args = {"doctor", "--kubeconfig", kubeconfig()};

    assertThat(Cli.runIn(Map.of("FAIRLEAD_MODE", "shadow"), args).out())
        .startsWith("Mode     shadow (FAIRLEAD_MODE=shadow)\nSidecar  none found\n");
    assertThat(Cli.runIn(Map.of("ISTIO_META_MESH_ID", "x"), args).out())
        .startsWith("Mode     calls go by name, since the mesh routes them; FAIRLEAD_MODE=active")
        .contains("Sidecar  Istio (environment variable ISTIO_META_MESH_ID)\n");
    assertWrong(
        Cli.runIn(Map.of("FAIRLEAD_MODE", "maybe"), args),
        "FAIRLEAD_MODE is 'maybe'; expected active, shadow or off\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | does not accept the credentials (401). In a pod, check that the token of its
          503 | answers 503 (told to fail). It is there and cannot answer now:
          429 | answers 429 (told to fail). It is there and cannot answer now:
          403 | forbids this (403): told to fail
          404 | gives no answer that can be used (it does not have /apis/authorization.k8s.io/v1/
          418 | gives no answer that can be used (told to fail). Check that a Kubernetes API is at
          """)
  void eachRefusalOfTheServerHasItsWords(int status, String words) {
    server.failWith(status);

    Result result = doctor("shop");

    assertThat(result.out())
        .contains("\nTo mend: the API server at " + server.uri() + " " + words)
        .contains("Account  not known\n")
        .doesNotContain("NAMESPACE");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void aPortWhereNothingListensIsTheNetworkAndNotRbac() throws IOException {
    try (Socket bound = new Socket()) { // so that nobody else can listen there meanwhile
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String address = "http://127.0.0.1:" + bound.getLocalPort();

      assertThat(at(URI.create(address)))
          .contains("To mend: the API server at " + address + " refuses the connection")
          .doesNotContain("Role");
    }
  }

  @Test
  void aNameThatIsNotFoundIsAMatterOfDns() {
    assertThat(at(URI.create("https://fairlead.invalid:6443")))
        .contains("To mend: the API server at https://fairlead.invalid:6443 has a name that is not")
        .contains("DNS server (port 53, UDP and TCP)");
  }

  @Test
  void aServerWithoutTlsIsAMatterOfTls() {
    try (FakeKubernetes plain = FakeKubernetes.start()) {
      assertThat(at(URI.create(plain.uri().toString().replace("http", "https"))))
          .contains(" and this client do not agree on TLS (")
          .contains("Check the certificate authority");
    }
  }

  @Test
  void wrongUseIsSaidBeforeAnythingIsAsked() {
    assertWrong(
        Cli.run("doctor"),
        "Which cluster? Name one with --kubeconfig FILE [--context NAME]. In a pod its own cluster"
            + " is the default. No kubeconfig is used that is not named\n");
    assertWrong(
        doctor("Shop"),
        "The namespace 'Shop' is no Kubernetes name: write it in lower case: 'shop'\n");
    assertWrong(
        doctor("shop", "--service-account", "a:b:c"),
        "Not a service account: 'a:b:c'. 'b:c' is no name of a service account. Expected NAME or"
            + " NAMESPACE:NAME, such as orders or shop:orders\n");
    assertThat(server.asked()).isEmpty();
  }
}
