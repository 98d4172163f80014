package dev.fairlead.cli;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.internal.kubernetes.ApiReader;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fairlead watch}: each change of the endpoints of some targets, as the library learns it.
 */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Prints each change of the endpoints of Services, as the library learns it from a cluster.",
      "A change says when it was learned, the resourceVersion, what came and went, the rule or the"
          + " reason why there is none, and whether the set is followed. The first one is the first"
          + " answer. That a set ceases to be followed, and is followed again, goes to standard"
          + " error."
    },
    footer = {
      "",
      "Examples:",
      "  fairlead watch orders.shop:http carts.shop --kubeconfig lab.yaml --node node-3",
      "  fairlead watch orders.shop:http --for 30s -o json",
      "",
      "Exit codes: 0 all have endpoints at the end, 1 one has none, 2 wrong use."
    })
final class WatchCommand implements Callable<Integer> {
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "SERVICE[.NAMESPACE][:PORT]",
      description =
          "What is called. NAMESPACE: the own one, else default. PORT: name or number of a Service"
              + " port; needed when there are several.")
  private List<String> targets = List.of();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--node", paramLabel = "NODE", description = "The own node. Default: NODE_NAME.")
  private @Nullable String node;

  @Option(names = "--zone", paramLabel = "ZONE", description = "Its zone. Default: NODE_ZONE.")
  private @Nullable String zone;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, such as 500ms, 30s, 5m or 1h. Default: until it is interrupted.")
  private Duration time = FOR_EVER;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (default), or json: one object on each line.")
  private WatchFormat output = WatchFormat.TEXT;

  WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (String target : targets) {
      Question.target(target, "default");
    }
    KubernetesApi api = cluster.required(console.environment(), "");
    Set<Target> asked = new LinkedHashSet<>();
    String own = ownNamespace(api);
    targets.forEach(target -> asked.add(Question.target(target, own)));
    return watch(api, asked) ? ExitCode.ANSWER : ExitCode.NO_ANSWER;
  }

  private String ownNamespace(KubernetesApi api) {
    try (ApiReader reader = ClusterOptions.open(api, console.environment())) {
      return Objects.requireNonNullElse(reader.namespace(), "default");
    }
  }

  /** Returns whether all of them have endpoints at the end. */
  private boolean watch(KubernetesApi api, Set<Target> asked) {
    Location here = KnownLocation.of(new Location(node, zone), console.environment()).location();
    boolean json = output == WatchFormat.JSON;
    ChangePrinter printer = new ChangePrinter(console, json, here, Clock.systemUTC());
    try (Fairlead fairlead = open(api, here, printer)) {
      // Leases are not given back one by one: the end of the Fairlead ends them all.
      asked.forEach(fairlead::lease);
      waitUntilTheEnd();
      printer.stop();
      return asked.stream().allMatch(target -> hasEndpoints(fairlead, target));
    }
  }

  private static Fairlead open(KubernetesApi api, Location here, ChangePrinter printer) {
    try {
      return Fairlead.builder().kubernetes(api).location(here).listener(printer).build();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean hasEndpoints(Fairlead fairlead, Target target) {
    return fairlead.loadBalancer(target).selection() instanceof Selection.Eligible;
  }

  /** An interrupt is an end like any other. */
  private void waitUntilTheEnd() {
    try {
      boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
