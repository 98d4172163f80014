package dev.fairlead.cli;

import dev.fairlead.internal.environment.OwnProcess;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code fairlead}: the root of its subcommands, and the one place that exits. */
@Command(
    name = "fairlead",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Says which endpoints of a Kubernetes Service a client reaches, and why.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 an answer, 1 no endpoint, a mismatch or something to mend, 2 wrong use,",
      "70 a fault of fairlead itself.",
      "Help on one command: fairlead COMMAND --help"
    })
public final class Main {
  private Main() {}

  /** Runs the command line of this process and exits with its code. */
  public static void main(String[] args) {
    int code = run(args, System.in, utf8(System.out), utf8(System.err));
    System.exit(code);
  }

  /**
   * Runs one command; nothing outside the given streams is written, and none of them is closed.
   *
   * @return the exit code: 0 an answer, 1 no endpoint, a mismatch or something to mend, 2 wrong
   *     use, 70 a fault of ours
   */
  public static int run(String[] args, InputStream in, PrintWriter out, PrintWriter err) {
    return run(args, new Console(in, out, err, OwnProcess.here()));
  }

  static int run(String[] args, Console console) {
    return run(args, console, new DoctorCommand(console));
  }

  /** For tests: with a doctor of another patience. */
  static int run(String[] args, Console console, DoctorCommand doctor) {
    CommandLine root =
        new CommandLine(new Main())
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new ConformanceCommand(console.out()))
            .addSubcommand(new WatchCommand(console))
            .addSubcommand(doctor)
            .addSubcommand(new RbacCommand(console))
            .setOut(console.out())
            .setErr(console.err())
            .setUsageHelpAutoWidth(false)
            .setParameterExceptionHandler(Main::wrongUse)
            .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    Converters.register(root);
    int code = args.length == 0 ? noCommand(root) : root.execute(args);
    console.out().flush();
    console.err().flush();
    return code;
  }

  private static int noCommand(CommandLine root) {
    root.usage(root.getErr());
    return ExitCode.WRONG_USE;
  }

  private static int wrongUse(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.WRONG_USE;
  }

  private static int failed(Exception e, CommandLine command) {
    if (e instanceof BadInputException) {
      command.getErr().println(e.getMessage());
      return ExitCode.WRONG_USE;
    }
    command.getErr().println("A fault of fairlead itself, please report it with these lines:");
    command.getErr().print(command.getColorScheme().richStackTraceString(e));
    return ExitCode.BUG;
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }
}
