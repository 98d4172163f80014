package dev.fairlead.cli;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.internal.kubernetes.ApiReader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead explain}: the endpoints of one target, the rule, and why not the others. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Says which endpoints of a Service a client may call, by which rule, and why not the others.",
      "Reads Services and EndpointSlices from files, as kubectl get -o yaml or -o json prints"
          + " them; or asks a live cluster, by one GET and one LIST. There node and zone default to"
          + " NODE_NAME and NODE_ZONE of the environment."
    },
    footer = {
      "",
      "Examples:",
      "  kubectl get services,endpointslices -n shop -o yaml > shop.yaml",
      "  fairlead explain orders.shop:http -f shop.yaml --node node-3 --zone eu-1a",
      "  fairlead explain orders:80 -f manifests/ --traffic external --node node-3",
      "  kubectl get services,endpointslices -A -o json |",
      "    fairlead explain orders.shop -f - -o json",
      "  fairlead explain orders.shop:http --kubeconfig lab.yaml --node node-3",
      "  fairlead explain orders.shop -f shop.yaml --node node-3 -o vector > case.json",
      "",
      "Exit codes: 0 there are endpoints, 1 there is none, 2 wrong use."
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "SERVICE[.NAMESPACE][:PORT]",
      description =
          "What is called. NAMESPACE: in files that of the only Service of this name, in a cluster"
              + " the own one, else default. PORT: name or number of a Service port; needed when"
              + " there are several.")
  private String target = "";

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE|DIR|-",
      description =
          "Where the objects are: a file, a directory (*.yaml, *.yml, *.json, without"
              + " subdirectories) or - for standard input. Can be given several times.")
  private List<String> files = List.of();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private QuestionOptions options = new QuestionOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "text (default), json, or vector: a case for fairlead conformance, as for a bug report.")
  private OutputFormat output = OutputFormat.TEXT;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Target given = Question.target(target, "default");
    Report report = files.isEmpty() ? onCluster() : onFiles(given);
    print(report);
    return report.explanation().selection() instanceof Selection.Eligible
        ? ExitCode.ANSWER
        : ExitCode.NO_ANSWER;
  }

  private Report onFiles(Target given) {
    if (cluster.given()) {
      throw new BadInputException(
          "-f reads files, --kubeconfig, --context and --in-cluster ask a cluster: leave one of them"
              + " out");
    }
    Manifests manifests = Manifests.read(new InputFiles(console.in()).read(files));
    Target asked = Question.target(target, manifests.namespaceOf(given.service().name()));
    return answer(asked, options.location(), manifests);
  }

  private Report onCluster() {
    KubernetesApi api = cluster.required(console.environment(), ", or give files with -f FILE");
    try (ApiReader reader = ClusterOptions.open(api, console.environment())) {
      String own = Objects.requireNonNullElse(reader.namespace(), "default");
      Target asked = Question.target(target, own);
      Location here = KnownLocation.of(options.location(), console.environment()).location();
      return answer(asked, here, LiveManifests.read(reader, asked.service()));
    }
  }

  private Report answer(Target asked, Location location, Manifests manifests) {
    return Report.of(new Question(asked, options.query(asked.port()), location), manifests);
  }

  /** JSON goes alone to standard output; the words that go with it to standard error. */
  private void print(Report report) {
    if (output == OutputFormat.TEXT) {
      new ExplanationText(report).lines().forEach(console.out()::println);
      return;
    }
    boolean vector = output == OutputFormat.VECTOR;
    console.out().println(vector ? ExplanationVector.of(report) : ExplanationJson.of(report));
    String refusal = report.refusal();
    if (refusal != null) {
      console.err().println(refusal);
    }
    report.hints().forEach(console.err()::println);
  }
}
