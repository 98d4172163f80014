package dev.fairlead.benchmarks.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command {@code simulate}: scenarios under policies, in virtual time. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Runs the real balancer over simulated servers, in virtual time.",
    footer = {"", "Exit codes: 0 done, 1 a gate was missed, 2 wrong use."})
public final class SimulateCommand implements Callable<Integer> {
  private static final int WRONG_USE = 2;

  private final PrintStream out;

  @Option(
      names = "--scenario",
      split = ",",
      converter = Choices.ScenarioChoice.class,
      description = "S1 to S15, or a variant such as S2/400; all by default.")
  private List<Choices.Variants> scenarios = List.of(new Choices.Variants(Scenarios.ALL));

  @Option(
      names = "--policy",
      split = ",",
      converter = Choices.PolicyName.class,
      description = "Which policies; all by default.")
  private List<PolicyChoice> policies = Policies.ALL;

  @Option(names = "--seed", description = "Where the randomness begins; ${DEFAULT-VALUE}.")
  private long seed = 7;

  @Option(
      names = {"-o", "--output"},
      converter = Choices.Format.class,
      description = "text (a Markdown table), json or svg (a chart).")
  private OutputFormat output = OutputFormat.TEXT;

  @Option(
      names = "--measure",
      converter = Choices.MeasureName.class,
      description = "What a chart shows: p50, p99, ... as in JSON; p99.")
  private Measure measure = Measure.P99;

  private SimulateCommand(PrintStream out) {
    this.out = out;
  }

  /** Runs the command line; the exit code is 0 done, 1 a gate was missed, 2 wrong use. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    CommandLine command =
        new CommandLine(new SimulateCommand(out))
            .addSubcommand(new GatesCommand(out))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setParameterExceptionHandler(SimulateCommand::wrongUse);
    return command.execute(args);
  }

  private static int wrongUse(ParameterException e, String[] args) {
    e.getCommandLine().getErr().println(e.getMessage());
    return WRONG_USE;
  }

  @Override
  public Integer call() throws IOException {
    List<Result> results = new ArrayList<>();
    List<Scenario> asked =
        scenarios.stream().flatMap(variants -> variants.scenarios().stream()).distinct().toList();
    for (Scenario scenario : asked) {
      for (PolicyChoice policy : policies) {
        results.add(Simulation.of(scenario, policy, seed));
      }
    }
    switch (output) {
      case TEXT -> out.print(ResultsText.of(seed, results));
      case JSON -> out.println(ResultsJson.of(seed, results));
      case SVG -> out.print(ResultsChart.svg(measure, seed, results));
    }
    out.flush();
    return 0;
  }
}
