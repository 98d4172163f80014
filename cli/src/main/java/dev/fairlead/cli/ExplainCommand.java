package dev.fairlead.cli;

import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
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
      "Reads Services and EndpointSlices from files, as kubectl get -o yaml or -o json prints them."
    },
    footer = {
      "",
      "Examples:",
      "  kubectl get services,endpointslices -n shop -o yaml > shop.yaml",
      "  fairlead explain orders.shop:http -f shop.yaml --node node-3 --zone eu-1a",
      "  fairlead explain orders:80 -f manifests/ --traffic external --node node-3",
      "  kubectl get services,endpointslices -A -o json |",
      "    fairlead explain orders.shop -f - -o json",
      "",
      "Exit codes: 0 there are endpoints, 1 there is none, 2 wrong use."
    })
final class ExplainCommand implements Callable<Integer> {
  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;

  @Parameters(
      paramLabel = "SERVICE[.NAMESPACE][:PORT]",
      description =
          "What is called. NAMESPACE: that of the only Service of this name, else default. PORT:"
              + " name or number of a Service port; needed when there are several.")
  private String target = "";

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE|DIR|-",
      description =
          "Where the objects are: a file, a directory (*.yaml, *.yml, *.json, without"
              + " subdirectories) or - for standard input. Can be given several times.")
  private List<String> files = List.of();

  @Mixin private QuestionOptions options = new QuestionOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (default) or json.")
  private OutputFormat output = OutputFormat.TEXT;

  ExplainCommand(InputStream in, PrintWriter out, PrintWriter err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Target given = Question.target(target, "default");
    Manifests manifests = Manifests.read(new InputFiles(in).read(files));
    Target asked = Question.target(target, manifests.namespaceOf(given.service().name()));
    Question question = new Question(asked, options.query(asked.port()), options.location());
    Report report = Report.of(question, manifests);
    print(report);
    return report.explanation().selection() instanceof Selection.Eligible
        ? ExitCode.ANSWER
        : ExitCode.NO_ANSWER;
  }

  /** JSON goes alone to standard output; the words that go with it to standard error. */
  private void print(Report report) {
    if (output == OutputFormat.TEXT) {
      new ExplanationText(report).lines().forEach(out::println);
      return;
    }
    out.println(ExplanationJson.of(report));
    String refusal = report.refusal();
    if (refusal != null) {
      err.println(refusal);
    }
    report.hints().forEach(err::println);
  }
}
