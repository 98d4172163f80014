package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.fairlead.cli.Cli.Result;
import dev.fairlead.internal.environment.OwnProcess;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.RecordedRequest;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Whether lists and watches work is tried, and not taken from the permissions. */
class DoctorFreshnessTest {
  /** Too short for any answer: what is found then is that none came. */
  private static final Duration SHORT = Duration.ofMillis(1);

  @TempDir Path directory;
  private final ReviewServer gate = new ReviewServer();
  private final FakeKubernetes kubernetes = gate.kubernetes();

  @AfterEach
  void close() {
    gate.close();
  }

  private Result doctorAt(URI uri) {
    String file = Kubeconfigs.write(directory, uri);
    return masked(Cli.run("doctor", "shop", "billing", "--kubeconfig", file));
  }

  /** As {@link #doctorAt} the gate, and less patient. */
  private Result hastyDoctor() {
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    OwnProcess process = new OwnProcess(Map.of(), Properties::new, Path.of("no-such-root"));
    DoctorCommand command =
        new DoctorCommand(
            new Console(InputStream.nullInputStream(), printer, printer, process), SHORT);
    String file = Kubeconfigs.write(directory, gate.uri());
    int code = new CommandLine(command).execute("shop", "billing", "--kubeconfig", file);
    printer.flush();
    return masked(new Result(code, out.toString().replace(System.lineSeparator(), "\n"), ""));
  }

  /** With the times of the day and the seconds waited taken out. */
  private static Result masked(Result result) {
    String out =
        result
            .out()
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME")
            .replaceAll("for \\d+ s", "for N s");
    return new Result(result.code(), out, result.err());
  }

  private void assertWatched(String resource, String namespace) {
    assertThat(kubernetes.requests())
        .filteredOn(request -> request.verb().equals("watch"))
        .extracting(RecordedRequest::resource, RecordedRequest::namespace)
        .contains(tuple(resource, namespace));
  }

  @Test
  void whereBothKindsAreListedAndWatchedTheFreshnessIsLive() {
    Result result = doctorAt(kubernetes.uri());

    assertThat(result.out())
        .endsWith(
            """
            -          get    nodes                            yes

            NAMESPACE  FRESHNESS
            shop       LIVE
            billing    LIVE

            Nothing to mend
            """);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertWatched("services", "shop");
    assertWatched("endpointslices", "shop");
    assertWatched("services", "billing");
    assertWatched("endpointslices", "billing");
  }

  @ParameterizedTest
  @CsvSource({"services, services", "endpointslices, endpointslices.discovery.k8s.io"})
  void aForbiddenWatchIsStaleAndIsSaidOnce(String resource, String qualified) {
    kubernetes.deny(403, "watch", resource, "shop");

    Result result = doctorAt(kubernetes.uri());

    assertThat(result.out())
        .contains(
            """

            NAMESPACE  FRESHNESS
            shop       STALE: FORBIDDEN since TIME
            billing    LIVE

            To mend: in namespace shop it may not watch %s

            For the Role add\
            """
                .formatted(qualified))
        .containsOnlyOnce("To mend: ")
        .doesNotContain("(403)", "Nothing to mend");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aWatchThatIsRefusedThoughReviewsAllowItIsTold() {
    kubernetes.deny(403, "watch", "endpointslices", "shop");

    Result result = doctorAt(gate.uri());

    assertThat(result.out())
        .contains("shop       watch  endpointslices.discovery.k8s.io  yes\n")
        .contains("shop       STALE: FORBIDDEN since TIME\nbilling    LIVE\n")
        .endsWith(
            "\nTo mend: the API server at "
                + gate.uri()
                + " forbids (403) to watch endpointslices.discovery.k8s.io in namespace shop for"
                + " system:serviceaccount:shop:default. Apply: kubectl create role fairlead -n shop"
                + " --verb=get,list,watch --resource=services,endpointslices.discovery.k8s.io;"
                + " kubectl create rolebinding fairlead-default -n shop --role=fairlead"
                + " --serviceaccount=shop:default\n");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void aListThatIsRefusedLeavesNothingKnown() {
    kubernetes.deny(401, "list", "services", "billing");

    Result result = doctorAt(gate.uri());

    assertThat(result.out())
        .contains("shop       LIVE\nbilling    PENDING: UNAUTHORIZED since TIME\n")
        .contains(
            "\nTo mend: the API server at "
                + gate.uri()
                + " does not accept the credentials (401) to list services in namespace billing. ")
        .doesNotContain("Nothing to mend");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void watchesThatAreNotAnsweredAnyMoreAreStaleThoughListsAre() {
    assertThat(doctorAt(gate.uri()).out()).endsWith("billing    LIVE\n\nNothing to mend\n");

    gate.holdWatches();
    Result result = doctorUntilAllWatchesAreHeld();

    assertThat(result.out())
        .endsWith(
            """

            NAMESPACE  FRESHNESS
            shop       STALE: SILENT since TIME
            billing    STALE: SILENT since TIME

            To mend: the API server at %1$s is silent (nothing came for N s) since TIME, trying to\
             watch services in namespace shop
            To mend: the API server at %1$s is silent (nothing came for N s) since TIME, trying to\
             watch services in namespace billing
            Lists work and watches do not: see whether a proxy between here and the API server\
             holds responses back that stay open, or cuts them
            """
                .formatted(gate.uri()));
    assertThat(result.code()).isEqualTo(1);
  }

  /** Each is asked for once its list is there; an interrupt ends the wait as the time would. */
  private Result doctorUntilAllWatchesAreHeld() {
    String file = Kubeconfigs.write(directory, gate.uri());
    try (Running doctor = new Running("doctor", "shop", "billing", "--kubeconfig", file)) {
      await().atMost(Cli.PATIENCE).untilAsserted(() -> assertThat(gate.held()).hasSize(4));
      return masked(new Result(doctor.end(), doctor.out(), ""));
    }
  }

  @Test
  void whatIsNotAnsweredIsWaitedForNoLongerThanTheTime() {
    gate.holdWatches();

    Result result = hastyDoctor();

    assertThat(result.out())
        .containsPattern("shop +(STALE|PENDING): SILENT since TIME")
        .containsPattern("billing +(STALE|PENDING): SILENT since TIME");
    assertThat(result.code()).isEqualTo(1);
  }
}
