package dev.fairlead.samples.grpc;

import dev.fairlead.Fairlead;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Calls a Service: without options on an embedded Kubernetes API, with a target from a pod. */
@Command(
    name = "grpc-sample",
    mixinStandardHelpOptions = true,
    description =
        "Calls a Service with gRPC and shows which pods answered; exits with 1 when a call failed.",
    footer = {"", "In a pod:", "  grpc-sample --target k8s:///orders.shop:grpc --calls 1000"})
public final class GrpcSample implements Callable<Integer> {

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "Call this Service of the cluster this pod runs in.")
  private @Nullable String target;

  @Option(
      names = "--calls",
      defaultValue = "300",
      description = "How many calls in each round (default: 300).")
  private int calls;

  private final PrintStream out;

  private GrpcSample(PrintStream out) {
    this.out = out;
  }

  /** Exits with 0 when every call was answered, 1 when not, 2 on wrong use. */
  public static void main(String[] args) {
    System.exit(run(System.out, args));
  }

  static int run(PrintStream out, String... args) {
    return new CommandLine(new GrpcSample(out)).execute(args);
  }

  @Override
  public Integer call() {
    if (target != null) {
      try (OrdersClient client = OrdersClient.inPod(target)) {
        return round(target, client, () -> {}) == 0 ? 0 : 1;
      } catch (IllegalArgumentException e) {
        out.println(e.getMessage());
        return 2;
      }
    }
    try (EmbeddedOrders orders = new EmbeddedOrders(3);
        Fairlead fairlead = orders.open();
        OrdersClient client = OrdersClient.with(fairlead, EmbeddedOrders.TARGET)) {
      int failures = round("Three pods", client, () -> {});
      failures +=
          round(
              "One pod after the other is replaced", client, () -> orders.replaceOldest(fairlead));
      return failures == 0 ? 0 : 1;
    }
  }

  /** Calls, with {@code change} four times in between; returns how many calls failed. */
  private int round(String title, OrdersClient client, Runnable change) {
    Map<String, Integer> answers = new TreeMap<>();
    int failures = 0;
    for (int i = 1; i <= calls; i++) {
      try {
        answers.merge(client.call(), 1, Integer::sum);
      } catch (StatusRuntimeException e) {
        failures++;
        out.println("     " + e.getMessage());
      }
      if (i % Math.max(1, calls / 5) == 0 && i < calls) {
        change.run();
      }
    }
    out.printf("%n%s: %d calls, %d failed%n", title, calls, failures);
    answers.forEach((where, count) -> out.printf("     %-30s %6d%n", where, count));
    return failures;
  }
}
