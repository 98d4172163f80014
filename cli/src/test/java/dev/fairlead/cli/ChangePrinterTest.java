package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointCounts;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Location;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.api.Target;
import dev.fairlead.api.Tier;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.environment.OwnProcess;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChangePrinterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
  private static final Target ORDERS = Target.parse("orders.shop:http");
  private static final Freshness STALE =
      new Freshness.Stale(new Trouble(Trouble.Kind.UNREACHABLE, NOW, "the API server is away"));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private ChangePrinter printer(boolean json) {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            new OwnProcess(Map.of(), Properties::new, Path.of("no-such-root")));
    return new ChangePrinter(
        console, json, new Location("node-1", null), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static SelectionChange gone(String version, Freshness freshness) {
    Selection none =
        new Selection.Empty(Reason.NO_LOCAL_ENDPOINTS, new EndpointCounts(2, 0, 0), "");
    List<Endpoint> removed = List.of(Endpoint.of("10.1.0.1", 8080));
    return new SelectionChange(ORDERS, NOW, version, List.of(), removed, none, freshness);
  }

  private String printed(StringWriter writer) {
    return writer.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void aSetThatCeasesToBeFollowedIsToldOnceOnStandardErrorAndSoIsItsReturn() {
    ChangePrinter printer = printer(false);

    printer.freshnessChanged(ORDERS, Freshness.live());
    printer.freshnessChanged(ORDERS, STALE);
    printer.freshnessChanged(ORDERS, STALE);
    printer.freshnessChanged(ORDERS, Freshness.live());

    assertThat(printed(err))
        .isEqualTo(
            """
            2026-03-01T03:00:00.000Z  orders.shop:http  stale: the API server is away
            2026-03-01T03:00:00.000Z  orders.shop:http  live again
            """);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aChangeWhileStaleSaysSoAndAnUnknownVersionToo() {
    printer(false).selectionChanged(gone("", STALE));

    assertThat(printed(out))
        .isEqualTo(
            """
            2026-03-01T03:00:00.000Z  orders.shop:http  no endpoint, NO_LOCAL_ENDPOINTS\
              resourceVersion unknown  stale
              No endpoint for orders.shop:http: the traffic policy of Service shop/orders is Local\
             and node node-1 has no ready endpoint (2 ready elsewhere). Run a pod on this node, or\
             set the policy to Cluster
              - 10.1.0.1:8080  -  -  -
            """);
  }

  @Test
  void jsonSaysTheTroubleAndNullForWhatIsNotKnown() {
    printer(true).selectionChanged(gone("", STALE));

    assertThat(printed(out))
        .isEqualTo(
            "{\"time\":\"2026-03-01T03:00:00.000Z\",\"target\":\"orders.shop:http\","
                + "\"resourceVersion\":null,\"added\":[],\"removed\":[\"10.1.0.1:8080\"],"
                + "\"endpoints\":0,\"tier\":null,\"reason\":\"NO_LOCAL_ENDPOINTS\","
                + "\"freshness\":\"stale\",\"trouble\":\"the API server is away\"}\n");
  }

  @Test
  void theWordsFollowTheLocationThatIsFound() {
    ChangePrinter printer = printer(false);

    printer.locationChanged(new Location("node-7", "zone-a"));
    printer.selectionChanged(gone("12", Freshness.live()));

    assertThat(out.toString()).contains("and node node-7 has", "resourceVersion 12  live");
  }

  @Test
  void oneEndpointIsNotInThePlural() {
    Endpoint endpoint = Endpoint.of("10.1.0.1", 8080);
    Selection one = new Selection.Eligible(List.of(endpoint), Tier.LOCAL);
    SelectionChange change =
        new SelectionChange(ORDERS, NOW, "3", List.of(endpoint), List.of(), one, Freshness.live());

    printer(false).selectionChanged(change);

    assertThat(out.toString()).contains("orders.shop:http  1 endpoint by LOCAL  ");
  }

  @Test
  void otherWordsForTheSameEmptySetAreNoChange() {
    ChangePrinter printer = printer(true);
    Selection unknown = new Selection.Empty(Reason.NOT_SYNCED, EndpointCounts.NONE, "first try");
    Selection still = new Selection.Empty(Reason.NOT_SYNCED, EndpointCounts.NONE, "second try");

    printer.selectionChanged(pending(unknown, Trouble.Kind.UNREACHABLE));
    printer.selectionChanged(pending(still, Trouble.Kind.UNREACHABLE));
    assertThat(printed(out)).hasLineCount(1);
    printer.selectionChanged(pending(still, Trouble.Kind.UNAUTHORIZED));
    assertThat(printed(out)).hasLineCount(2);
  }

  private static SelectionChange pending(Selection selection, Trouble.Kind kind) {
    Freshness freshness = new Freshness.Pending(new Trouble(kind, NOW, "no answer"));
    return new SelectionChange(ORDERS, NOW, "", List.of(), List.of(), selection, freshness);
  }

  @Test
  void whatIsToldAtTheEndIsNotPrinted() {
    ChangePrinter printer = printer(false);

    printer.stop();
    printer.selectionChanged(gone("12", STALE));
    printer.freshnessChanged(ORDERS, STALE);

    assertThat(out.toString() + err).isEmpty();
  }
}
