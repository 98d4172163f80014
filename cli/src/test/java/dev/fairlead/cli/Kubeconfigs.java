package dev.fairlead.cli;

import java.net.URI;
import java.nio.file.Path;

/** Writes kubeconfig files. */
final class Kubeconfigs {
  private static final String FILE =
      """
      apiVersion: v1
      kind: Config
      current-context: lab
      contexts:
        - {name: lab, context: {cluster: lab, user: tester, namespace: shop}}
        - {name: bare, context: {cluster: lab, user: tester}}
      clusters:
        - {name: lab, cluster: {server: "SERVER"}}
      users:
        - {name: tester, user: {token: secret}}
      """;

  private Kubeconfigs() {}

  /** With the contexts {@code lab} (current, namespace shop) and {@code bare}; its path. */
  static String write(Path directory, URI server) {
    return Cli.write(directory, "kubeconfig.yaml", FILE.replace("SERVER", server.toString()));
  }
}
