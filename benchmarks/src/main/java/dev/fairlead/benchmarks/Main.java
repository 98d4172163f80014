package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.simulation.SimulateCommand;
import java.io.IOException;
import java.util.Arrays;

/** The program of the jar: {@code simulate ...}, and JMH with everything else. */
public final class Main {
  private Main() {}

  /** Runs the command line of this process. */
  public static void main(String[] args) throws IOException {
    if (args.length == 0 || !args[0].equals("simulate")) {
      org.openjdk.jmh.Main.main(args);
      return;
    }
    System.setProperty("java.awt.headless", "true"); // charts are drawn without a screen
    System.exit(
        SimulateCommand.run(Arrays.copyOfRange(args, 1, args.length), System.out, System.err));
  }
}
