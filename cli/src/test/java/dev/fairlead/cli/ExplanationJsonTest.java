package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.cli.Cli.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExplanationJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDERS = Cli.resource("orders.yaml");
  private static final String CARTS = Cli.resource("carts-list.json");

  @Test
  void jsonHasEveryFieldAndNullForTheUnknown() throws IOException {
    Result result = Cli.run("explain", "carts:http", "-f", CARTS, "--node=node-a1", "-o", "json");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(JSON.readTree(result.out()))
        .isEqualTo(
            JSON.readTree(
                """
                {"target": "carts.shop:http", "node": "node-a1", "zone": null, "reason": null,
                 "externalName": null, "tier": "LOCAL",
                 "endpoints": [{"address": "10.1.1.31", "port": 8080, "node": "node-a1",
                   "zone": "zone-a", "pod": "carts-7c6b-w8d4f", "ready": true, "serving": true,
                   "terminating": false}],
                 "excluded": [{"address": "10.2.1.32", "port": 8080, "node": "node-b1",
                   "zone": "zone-b", "pod": "carts-7c6b-z2n9k", "ready": true, "serving": true,
                   "terminating": false, "why": "OTHER_NODE"}]}
                """));
  }

  @Test
  void withoutEndpointsTheReasonIsInTheJsonAndTheWordsOnStandardError() throws IOException {
    Result result = Cli.run("explain", "carts", "-f", CARTS, "-o", "json");

    assertThat(result.code()).isEqualTo(1);
    JsonNode json = JSON.readTree(result.out());
    assertThat(json.get("reason").asText()).isEqualTo("NODE_UNKNOWN");
    assertThat(json.get("tier").isNull()).isTrue();
    assertThat(json.get("endpoints")).isEmpty();
    assertThat(json.get("excluded")).hasSize(2);
    assertThat(result.err())
        .startsWith("No endpoint for carts.shop: the traffic policy of Service shop/carts is Local")
        .endsWith("Here the own node is given with --node NODE\n");
  }

  @Test
  void anExternalNameIsGivenAndAPortThatWasNotLookedAtIsNull() throws IOException {
    String service =
        "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"mail\"},"
            + " \"spec\": {\"type\": \"ExternalName\", \"externalName\": \"mail.example.org\"}}";

    JsonNode mail =
        JSON.readTree(Cli.runOn(service, "explain", "mail", "-f", "-", "-o", "json").out());
    assertThat(mail.get("reason").asText()).isEqualTo("EXTERNAL_NAME");
    assertThat(mail.get("externalName").asText()).isEqualTo("mail.example.org");

    JsonNode orders =
        JSON.readTree(Cli.run("explain", "orders:nope", "-f", ORDERS, "-o", "json").out());
    assertThat(orders.get("reason").asText()).isEqualTo("UNKNOWN_PORT");
    assertThat(orders.get("excluded").get(0).get("port").isNull()).isTrue();
    assertThat(orders.get("excluded").get(0).get("why").asText()).isEqualTo("NO_SUCH_PORT");
  }
}
