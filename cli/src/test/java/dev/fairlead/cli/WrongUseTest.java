package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.Cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that cannot be understood, and those that can. */
class WrongUseTest {
  private static final String ORDERS = Cli.resource("orders.yaml");

  private static void assertWrong(Result result, String message) {
    assertThat(result.err()).isEqualTo(message);
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void aMalformedTargetIsSaidBeforeAnyFileIsRead() {
    assertWrong(
        Cli.run("explain", "Orders.shop", "-f", "missing.yaml"),
        "Not a target: 'Orders.shop'. The Service name 'Orders' is no Kubernetes name: write it in"
            + " lower case: 'orders'. Expected SERVICE.NAMESPACE:PORT, such as orders.shop:http or"
            + " orders.shop:80\n");
  }

  @Test
  void severalPortsAreListedWhenNoneIsAskedFor() {
    assertWrong(
        Cli.run("explain", "orders.shop", "-f", ORDERS),
        "Service shop/orders has several ports: http (80/TCP), grpc (9090/TCP). Say which, such as"
            + " orders.shop:http\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --protocol  | ICMP | 'ICMP' is not one of TCP, UDP, SCTP
          --ip-family | 4    | '4' is not one of IPv4, IPv6
          --traffic   | both | 'both' is not one of internal, external
          -o          | xml  | 'xml' is not one of text, json, vector
          """,
      quoteCharacter = '"')
  void aValueThatIsNoneOfThoseAllowedListsThem(String option, String value, String message) {
    Result result = Cli.run("explain", "orders:http", "-f", ORDERS, option, value);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains(option)
        .contains(": " + message + "\n")
        .endsWith("See: fairlead explain --help\n");
  }

  @Test
  void aVersionThatIsNoneShowsTheForm() {
    Result result = Cli.run("explain", "orders:http", "-f", ORDERS, "--cluster-version", "latest");

    assertWrong(
        result,
        "Invalid value for option '--cluster-version': Not a Kubernetes version: 'latest'. Expected"
            + " MAJOR.MINOR, such as 1.24\nSee: fairlead explain --help\n");
  }

  @Test
  void withoutFilesAndClusterBothWaysAreNamed() {
    assertWrong(
        Cli.run("explain", "orders"),
        "Which cluster? Name one with --kubeconfig FILE [--context NAME], or give files with -f"
            + " FILE. In a pod its own cluster is the default. No kubeconfig is used that is not"
            + " named\n");
  }

  @Test
  void withoutATargetTheParameterIsNamed() {
    assertWrong(
        Cli.run("explain", "-f", ORDERS),
        "Missing required parameter: 'SERVICE[.NAMESPACE][:PORT]'\nSee: fairlead explain --help\n");
  }

  @Test
  void anUnknownCommandSuggestsTheNearestAndShowsNoTrace() {
    assertWrong(
        Cli.run("explin"),
        """
        Unmatched argument at index 0: 'explin'
        Did you mean: fairlead explain?
        See: fairlead --help
        """);
  }

  @Test
  void noCommandAtAllPrintsTheUsage() {
    Result result = Cli.run();

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("Usage: fairlead [-hV] COMMAND\n");
  }

  @Test
  void helpHasExamplesAndVersionNamesTheProgram() {
    assertThat(Cli.run("explain", "--help").out())
        .contains("Examples:\n  kubectl get services,endpointslices -n shop -o yaml > shop.yaml\n");
    assertThat(Cli.run("conformance", "--help").out()).contains("Example:\n");
    assertThat(Cli.run("--version").out()).startsWith("fairlead ");
    assertThat(Cli.run("--help").code()).isZero();
  }

  @Test
  void optionsReachTheSelection() {
    assertThat(Cli.run("explain", "orders:80", "-f", ORDERS, "--protocol", "udp").out())
        .contains("has no port 80");
    assertThat(Cli.run("explain", "orders:80", "-f", ORDERS, "--ip-family", "ipv6").out())
        .contains("has no cluster IP of that address family (IPv6)");
    String[] old = {
      "explain", "orders:80", "-f", ORDERS, "--zone=zone-a", "--cluster-version=1.24"
    };
    assertThat(Cli.run(old).out()).contains("Selected by CLUSTER:").doesNotContain("Hint:");
  }
}
