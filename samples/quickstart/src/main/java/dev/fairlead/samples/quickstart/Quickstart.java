package dev.fairlead.samples.quickstart;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Target;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Without options: ten scenes on an embedded Kubernetes API. With {@code --watch}: a real one. */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = "Shows what Fairlead does; exits with 1 when a scene is not as it should be.",
    footer = {
      "",
      "Without options it needs no cluster. In a pod:",
      "  quickstart --watch orders.shop:http --requests 100",
      "On a node of a real cluster, in a namespace of its own (scenes 7, 9 and 10 are left out):",
      "  quickstart --kubeconfig admin.kubeconfig"
    })
public final class Quickstart implements Callable<Integer> {

  @Option(
      names = "--watch",
      paramLabel = "SERVICE.NAMESPACE:PORT",
      description = "Call this Service of the cluster this pod runs in.")
  private @Nullable Target watched;

  @Option(
      names = "--requests",
      defaultValue = "100",
      description = "How many calls (default: 100).")
  private int requests;

  @Option(
      names = "--changes",
      defaultValue = "0",
      description = "Call again after each of this many changes of what is selected (default: 0).")
  private int changes;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Use the cluster of this kubeconfig: with --watch for its API; without, play scenes there (needs the rights of an administrator).")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--kubectl",
      paramLabel = "COMMAND",
      defaultValue = "kubectl",
      description = "What makes the pods of the scenes on a real cluster (default: kubectl).")
  private String kubectl = "kubectl";

  private Quickstart() {}

  /** Exits with 0 when all was as expected, 1 when not, 2 on wrong use. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** A wrong word on the command line is said in one line, not as a stack trace. */
  static int run(String... args) {
    return new CommandLine(new Quickstart())
        .registerConverter(Target.class, Target::parse)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
              return command.getCommandSpec().exitCodeOnInvalidInput();
            })
        .execute(args);
  }

  @Override
  public Integer call() throws Exception {
    if (requests < 1 || changes < 0) {
      throw new IllegalArgumentException(
          "--requests is at least 1 and --changes at least 0, not " + requests + " and " + changes);
    }
    if (watched == null) {
      try (Shop shop =
          kubeconfig == null
              ? new EmbeddedShop()
              : new ClusterShop(kubeconfig, new Kubectl(kubectl, kubeconfig))) {
        return Scenes.play(shop, System.out) == 0 ? 0 : 1;
      }
    }
    KubernetesApi api =
        kubeconfig == null
            ? new KubernetesApi.InCluster()
            : new KubernetesApi.Kubeconfig(kubeconfig, null);
    try (Fairlead fairlead = Fairlead.builder().kubernetes(api).build()) {
      WatchedService service = new WatchedService(fairlead, watched, System.out);
      return service.run(requests, changes) ? 0 : 1;
    }
  }
}
