package dev.fairlead.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead rbac}: the permissions an application needs, as YAML. */
@Command(
    name = "rbac",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Prints the Roles and bindings that an application with Fairlead needs.",
      "They are YAML for kubectl apply -f -. No cluster is asked."
    },
    footer = {
      "",
      "Examples:",
      "  fairlead rbac shop",
      "  fairlead rbac shop billing --service-account web:frontend | kubectl apply -f -",
      "  fairlead rbac --cluster --service-account web:frontend",
      "",
      "Exit codes: 0 printed, 2 wrong use."
    })
final class RbacCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAMESPACE",
      description = "Where the Services are that the application calls.")
  private List<String> namespaces = List.of();

  @Option(
      names = "--service-account",
      paramLabel = "[NAMESPACE:]NAME",
      description =
          "The account of the application's pods. Without a namespace it is one of each NAMESPACE."
              + " Default: default.")
  private @Nullable String account;

  @Option(
      names = "--cluster",
      description = "All namespaces, by a ClusterRole, in the place of NAMESPACE.")
  private boolean cluster;

  @Option(
      names = "--nodes",
      description =
          "Also get on nodes, from which an application learns its zone when nothing else tells"
              + " it (NODE_ZONE, or the slices).")
  private boolean nodes;

  RbacCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RbacManifest manifest = new RbacManifest();
    Set<Account> accounts = new LinkedHashSet<>();
    if (cluster) {
      Account account = clusterAccount();
      manifest.cluster(account);
      accounts.add(account);
    }
    for (String namespace : required()) {
      Account account = Account.parse(name(), namespace);
      manifest.namespace(namespace, account);
      accounts.add(account);
    }
    if (nodes) {
      accounts.forEach(manifest::nodes);
    }
    manifest.lines().forEach(console.out()::println);
    return ExitCode.ANSWER;
  }

  private List<String> required() {
    if (namespaces.isEmpty() && !cluster) {
      throw new BadInputException(
          "Which namespaces? Name those of the Services that are called, such as: fairlead rbac"
              + " shop; or all of them with --cluster");
    }
    return Names.namespaces(namespaces);
  }

  private Account clusterAccount() {
    if (!namespaces.isEmpty()) {
      throw new BadInputException(
          "--cluster is for all namespaces: leave out either --cluster or "
              + String.join(" ", namespaces));
    }
    if (account == null || account.indexOf(':') < 0) {
      throw new BadInputException(
          "With --cluster the account needs its namespace: --service-account NAMESPACE:"
              + (account == null ? "NAME" : account));
    }
    return Account.parse(account, "");
  }

  private String name() {
    return account == null ? "default" : account;
  }
}
