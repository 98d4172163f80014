package dev.fairlead.samples.okhttp;

import dev.fairlead.Fairlead;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Calls a Service: without options on an embedded Kubernetes API, with a URL from a pod. */
@Command(
    name = "okhttp-sample",
    mixinStandardHelpOptions = true,
    description =
        "Calls a Service with OkHttp and shows which pods answered; exits with 1 when a call failed.",
    footer = {"", "In a pod:", "  okhttp-sample --url http://orders.shop.svc/ --requests 1000"})
public final class OkHttpSample implements Callable<Integer> {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Call this URL of the cluster this pod runs in.")
  private @Nullable String url;

  @Option(
      names = "--requests",
      defaultValue = "300",
      description = "How many calls in each round (default: 300).")
  private int requests;

  private final PrintStream out;

  private OkHttpSample(PrintStream out) {
    this.out = out;
  }

  /** Exits with 0 when every call was answered, 1 when not, 2 on wrong use. */
  public static void main(String[] args) {
    System.exit(run(System.out, args));
  }

  static int run(PrintStream out, String... args) {
    return new CommandLine(new OkHttpSample(out)).execute(args);
  }

  @Override
  public Integer call() {
    if (url != null) {
      try (Fairlead fairlead = Fairlead.builder().build()) {
        return round(url, new OrdersClient(fairlead, url), () -> {}) == 0 ? 0 : 1;
      }
    }
    try (EmbeddedOrders orders = new EmbeddedOrders(3);
        Fairlead fairlead = orders.open()) {
      OrdersClient client = new OrdersClient(fairlead, EmbeddedOrders.URL);
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
    for (int i = 1; i <= requests; i++) {
      try {
        answers.merge(client.get(), 1, Integer::sum);
      } catch (IOException e) {
        failures++;
        out.println("     " + e);
      }
      if (i % Math.max(1, requests / 5) == 0 && i < requests) {
        change.run();
      }
    }
    out.printf("%n%s: %d calls, %d failed%n", title, requests, failures);
    answers.forEach((where, count) -> out.printf("     %-60s %6d%n", where, count));
    return failures;
  }
}
