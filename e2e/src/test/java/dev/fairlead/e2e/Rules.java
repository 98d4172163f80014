package dev.fairlead.e2e;

import dev.fairlead.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the rules say of objects that kubectl printed: the command-line tool's answer. */
final class Rules {
  private static final Pattern ENDPOINTS =
      Pattern.compile("\"endpoints\" *: *\\[(.*?)\\] *, *\"excluded\"", Pattern.DOTALL);
  private static final Pattern ENDPOINT =
      Pattern.compile("\"address\" *: *\"([^\"]+)\" *, *\"port\" *: *(\\d+)");
  private static final Pattern REASON = Pattern.compile("\"reason\" *: *\"([A-Z_]+)\"");

  private final String objects;

  private Rules(String objects) {
    this.objects = objects;
  }

  /** The rules on what the API server holds now. */
  static Rules now(Cluster cluster) {
    return new Rules(cluster.kubectl("get", "services,endpointslices", "-o", "json"));
  }

  /** {@code ip:port,ip:port} in the order of text, or the reason. */
  String select(String target, String node, String... more) {
    String answer = explain(target, node, more);
    Matcher endpoints = ENDPOINTS.matcher(answer);
    List<String> found = new ArrayList<>();
    if (endpoints.find()) {
      Matcher endpoint = ENDPOINT.matcher(endpoints.group(1));
      while (endpoint.find()) {
        found.add(endpoint.group(1) + ":" + endpoint.group(2));
      }
    }
    if (!found.isEmpty()) {
      return String.join(",", found.stream().sorted().toList());
    }
    Matcher reason = REASON.matcher(answer);
    if (!reason.find()) {
      throw new IllegalStateException("No answer in: " + answer);
    }
    return reason.group(1);
  }

  private String explain(String target, String node, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "explain",
                target,
                "-f",
                "-",
                "--node",
                node,
                "--zone",
                Cluster.zone(node),
                "-o",
                "json"));
    args.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            args.toArray(String[]::new),
            new ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    if (code > 1) {
      throw new IllegalStateException("explain " + args + ": " + err);
    }
    return out.toString();
  }

  /** What the API server held, for a report. */
  String objects() {
    return objects;
  }
}
