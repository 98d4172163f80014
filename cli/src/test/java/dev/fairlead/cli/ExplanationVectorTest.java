package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What explain writes as a case, conformance reads, and finds the same answer in it. */
class ExplanationVectorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDERS = Cli.resource("orders.yaml");
  private static final String CARTS = Cli.resource("carts-list.json");
  private static final String MAIL =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: mail, namespace: shop}
      spec: {type: ExternalName, externalName: mail.example.org, ports: [{port: 25}, {port: 26}]}
      """;
  private static final String DNS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: dns, namespace: shop}
      spec: {clusterIP: 10.96.0.10, ports: [{port: 53, protocol: UDP}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: dns-1, namespace: shop, labels: {kubernetes.io/service-name: dns}}
      addressType: IPv4
      ports: [{name: "", protocol: UDP, port: 5353}]
      endpoints: [{addresses: [10.1.0.9]}]
      """;

  @TempDir Path directory;

  private String explain(String input, String arguments) {
    List<String> args = new ArrayList<>(List.of("explain"));
    args.addAll(List.of(arguments.split(" ")));
    args.addAll(List.of("-o", "vector", "-f", "-"));
    return Cli.runOn(input, args.toArray(String[]::new)).out();
  }

  private void assertSameAnswer(String vector) {
    String file = Cli.write(directory, "case.json", vector);
    assertThat(Cli.run("conformance", file)).isEqualTo(new Result(0, "1 passed, 0 failed\n", ""));
  }

  private static JsonNode only(String vector) {
    try {
      return JSON.readTree(vector).at("/vectors/0");
    } catch (IOException e) {
      throw new IllegalArgumentException(vector, e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders.shop:http --node node-a1 --zone zone-a",
        "orders.shop:80 --zone zone-b --cluster-version 1.24",
        "orders.shop:grpc --protocol TCP --ip-family IPv4",
        "orders.shop:http --ip-family IPv6",
        "orders.shop:8443",
        "orders.shop:http --traffic external",
        "absent.shop",
        "absent.shop:http"
      })
  void everyAnswerOfAFileComesBack(String arguments) {
    String[] args = ("explain " + arguments + " -o vector -f " + ORDERS).split(" ");
    assertSameAnswer(Cli.run(args).out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --node node-a1", " --node node-c9", " --protocol UDP"})
  void aPortThatWasLeftOutIsSpelledOut(String arguments) {
    String[] args = ("explain carts.shop -o vector -f " + CARTS + arguments).split(" ");
    String vector = Cli.run(args).out();

    assertThat(only(vector).get("port").asInt()).isEqualTo(80);
    assertSameAnswer(vector);
  }

  @Test
  void thePortOfAnotherProtocolKeepsItsProtocol() {
    String vector = explain(DNS, "dns.shop");

    assertThat(only(vector).at("/expect/endpoints/0").asText()).isEqualTo("10.1.0.9:5353");
    assertThat(only(vector).get("protocol").asText()).isEqualTo("UDP");
    assertSameAnswer(vector);
  }

  @Test
  void anExternalNameAndAServiceWithSeveralPortsComeBackToo() {
    String vector = explain(MAIL, "mail.shop");

    assertThat(only(vector).at("/expect/externalName").asText()).isEqualTo("mail.example.org");
    assertSameAnswer(vector);
  }

  @Test
  void theCaseSaysWhatWasAskedAndTheRule() {
    JsonNode vector =
        only(
            Cli.run(
                    "explain",
                    "orders.shop:http",
                    "-f",
                    ORDERS,
                    "--node=node-a1",
                    "--zone=zone-a",
                    "-o",
                    "vector")
                .out());

    assertThat(vector.get("name").asText()).isEqualTo("explain-shop-orders-http");
    assertThat(vector.get("port").asText()).isEqualTo("http");
    assertThat(vector.at("/input/node").toString())
        .isEqualTo("{\"name\":\"node-a1\",\"zone\":\"zone-a\"}");
    assertThat(vector.at("/expect").toString())
        .isEqualTo("{\"endpoints\":[\"10.1.1.11:8080\",\"10.1.2.12:8080\"]}");
    assertThat(vector.get("note").asText())
        .isEqualTo("Selected by ZONE_HINT: the ready endpoints hinted for the own zone");
  }

  @Test
  void withoutEndpointsTheReasonIsInTheCaseAndTheWordsOnStandardError() {
    Result result = Cli.run("explain", "carts.shop", "-f", CARTS, "-o", "vector");

    assertThat(result.code()).isEqualTo(1);
    assertThat(only(result.out()).get("expect").toString())
        .isEqualTo("{\"endpoints\":[],\"reason\":\"NODE_UNKNOWN\"}");
    assertThat(result.err()).startsWith("No endpoint for carts.shop: ");
  }

  @Test
  void itemsOfATypedListSayTheirKindAndOtherServicesStayOut() {
    String list =
        """
        {"kind": "ServiceList", "apiVersion": "v1", "items": [
          {"metadata": {"name": "orders", "namespace": "shop"},
           "spec": {"clusterIP": "10.96.0.1", "ports": [{"port": 80}]}},
          {"metadata": {"name": "carts", "namespace": "shop"}, "spec": {}}]}
        """;
    String vector = explain(list, "orders.shop");

    assertThat(only(vector).at("/input/service/apiVersion").asText()).isEqualTo("v1");
    assertThat(only(vector).at("/input/service/kind").asText()).isEqualTo("Service");
    assertThat(vector).doesNotContain("carts");
    assertSameAnswer(vector);
  }

  @Test
  void whatNoRuleReadsAndMaySayTooMuchIsLeftOut() {
    String annotated =
        MAIL.replace(
            "namespace: shop",
            "namespace: shop, managedFields: [{manager: alice}], annotations: {"
                + "kubectl.kubernetes.io/last-applied-configuration: alice, kept: bob}");
    String vector = explain(annotated, "mail.shop");

    assertThat(vector).doesNotContain("alice").contains("\"kept\" : \"bob\"");
    assertSameAnswer(vector);
  }
}
