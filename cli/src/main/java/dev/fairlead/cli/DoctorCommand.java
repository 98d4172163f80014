package dev.fairlead.cli;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.cli.DoctorReport.Calls;
import dev.fairlead.internal.kubernetes.ApiReader;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead doctor}: whether the library could work here, and what to mend if not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Says whether an application with Fairlead could work here, and what to mend if not.",
      "Is the API server reached, are the credentials accepted, what may the account do, what is"
          + " known of node and zone, do a list and a watch work? Run it in the pod, or with a"
          + " kubeconfig of its account. Takes up to 10 s where a watch is not answered."
    },
    footer = {
      "",
      "Examples:",
      "  fairlead doctor shop billing",
      "  fairlead doctor shop --kubeconfig frontend.yaml",
      "",
      "Exit codes: 0 nothing to mend, 1 something to mend, 2 wrong use."
    })
final class DoctorCommand implements Callable<Integer> {
  /** As long as the library waits for a first answer by default. */
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Console console;
  private final Duration wait;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAMESPACE",
      description =
          "Where the Services are that the application calls. Default: the own namespace.")
  private List<String> namespaces = List.of();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--service-account",
      paramLabel = "[NAMESPACE:]NAME",
      description =
          "For whom a missing Role is printed when the API server does not tell (before 1.28).")
  private @Nullable String account;

  @Option(names = "--node", paramLabel = "NODE", description = "The own node. Default: NODE_NAME.")
  private @Nullable String node;

  @Option(names = "--zone", paramLabel = "ZONE", description = "Its zone. Default: NODE_ZONE.")
  private @Nullable String zone;

  DoctorCommand(Console console) {
    this(console, WAIT);
  }

  /** For tests: with another time for lists and watches. */
  DoctorCommand(Console console, Duration wait) {
    this.console = console;
    this.wait = wait;
  }

  @Override
  public Integer call() {
    List<String> asked = Names.namespaces(namespaces);
    KubernetesApi api = cluster.required(console.environment(), "");
    DoctorReport report = examine(api, asked, CallWords.of(console.process()));
    new DoctorText(report).lines().forEach(console.out()::println);
    return report.healthy() ? ExitCode.ANSWER : ExitCode.NO_ANSWER;
  }

  private DoctorReport examine(KubernetesApi api, List<String> asked, Calls calls) {
    KnownLocation location = KnownLocation.of(new Location(node, zone), console.environment());
    try (ApiReader reader = ClusterOptions.open(api, console.environment())) {
      String own = Objects.requireNonNullElse(reader.namespace(), "default");
      Examination examination = new Examination(reader, wait);
      examination.run(asked.isEmpty() ? List.of(own) : asked, given(own));
      return new DoctorReport(
          calls,
          reader.address() + " (" + named(api) + ")",
          examination.account(),
          location,
          examination.permissions(),
          examination.tried(),
          examination.trouble());
    } catch (BadInputException e) {
      if (api instanceof KubernetesApi.Kubeconfig || e.getCause() == null) {
        throw e;
      }
      // A pod without a usable service account is what this command is for.
      String trouble = e.getMessage();
      return new DoctorReport(calls, named(api), null, location, List.of(), List.of(), trouble);
    }
  }

  private @Nullable Account given(String own) {
    return account == null ? null : Account.parse(account, own);
  }

  private static String named(KubernetesApi api) {
    if (!(api instanceof KubernetesApi.Kubeconfig kubeconfig)) {
      return "that of this pod";
    }
    return "kubeconfig "
        + kubeconfig.file()
        + (kubeconfig.context() == null ? "" : ", context " + kubeconfig.context());
  }
}
