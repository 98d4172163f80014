package dev.fairlead.benchmarks.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code simulate gates}: what must hold, on several seeds. */
@Command(
    name = "gates",
    mixinStandardHelpOptions = true,
    description =
        "Says of each gate how near its limit the worst seed came; exits with 1 if beyond.")
final class GatesCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(
      names = "--seeds",
      split = ",",
      converter = Choices.Seeds.class,
      description = "Seeds and ranges of them, such as 1-5,77; 1-5 by default.")
  private List<Choices.SeedRange> seeds = List.of(new Choices.SeedRange(1, 5));

  @Option(names = "--gate", description = "Only gates that begin so, such as S8.")
  private String prefix = "";

  GatesCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    List<List<Gate.Verdict>> all = new ArrayList<>();
    List<Gate> gates = Gates.ALL.stream().filter(gate -> gate.name().startsWith(prefix)).toList();
    gates.forEach(gate -> all.add(new ArrayList<>()));
    for (long seed : seeds.stream().flatMap(Choices.SeedRange::seeds).distinct().toList()) {
      Runs runs = new Runs(seed);
      for (int i = 0; i < gates.size(); i++) {
        all.get(i).add(gates.get(i).judge(runs));
      }
    }
    all.forEach(this::print);
    long missed = all.stream().filter(seeds -> !worst(seeds).holds()).count();
    out.println(missed == 0 ? "All gates hold." : missed + " of " + all.size() + " gates missed.");
    return missed == 0 ? 0 : 1;
  }

  private static Gate.Verdict worst(List<Gate.Verdict> seeds) {
    return seeds.stream()
        .max(
            Comparator.comparing((Gate.Verdict verdict) -> !verdict.holds())
                .thenComparingDouble(Gate.Verdict::used))
        .orElseThrow();
  }

  private void print(List<Gate.Verdict> seeds) {
    Gate.Verdict worst = worst(seeds);
    out.printf(
        Locale.ROOT,
        "%-4s %-36s %8.3f, limit %8.3f (seed %d, the worst of %d; missed on %d)%n",
        worst.holds() ? "ok" : "MISS",
        worst.gate(),
        worst.measured(),
        worst.limit(),
        worst.seed(),
        seeds.size(),
        seeds.stream().filter(verdict -> !verdict.holds()).count());
  }
}
