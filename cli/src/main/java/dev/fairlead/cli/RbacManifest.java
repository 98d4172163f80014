package dev.fairlead.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The permissions that Fairlead needs, as YAML to apply: a role and its binding, each with its own
 * document. Names are the same at each run, so applying twice changes nothing; a binding is named
 * after its account, so that of one account leaves that of another alone.
 */
final class RbacManifest {
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String NAME = "fairlead";
  private static final String NODES = "fairlead-nodes";

  private final List<String> lines = new ArrayList<>();

  /** The documents so far, without line ends. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Reading the Services and slices of one namespace. */
  RbacManifest namespace(String namespace, Account account) {
    document("Role", NAME, namespace);
    reading();
    document("RoleBinding", NAME + "-" + nameIn(namespace, account), namespace);
    binding("Role", NAME, account);
    return this;
  }

  /** Reading the Services and slices of all namespaces. */
  RbacManifest cluster(Account account) {
    document("ClusterRole", NAME, "");
    reading();
    document("ClusterRoleBinding", NAME + "-" + account.uniqueName(), "");
    binding("ClusterRole", NAME, account);
    return this;
  }

  /** Reading the own Node, whose label is its zone. */
  RbacManifest nodes(Account account) {
    document("ClusterRole", NODES, "");
    lines.add("rules:");
    rule("\"\"", "nodes", "get");
    document("ClusterRoleBinding", NODES + "-" + account.uniqueName(), "");
    binding("ClusterRole", NODES, account);
    return this;
  }

  private static String nameIn(String namespace, Account account) {
    boolean own = account instanceof Account.OfPods pods && pods.namespace().equals(namespace);
    return own ? ((Account.OfPods) account).name() : account.uniqueName();
  }

  private void document(String kind, String name, String namespace) {
    if (!lines.isEmpty()) {
      lines.add("---");
    }
    lines.add("apiVersion: " + GROUP + "/v1");
    lines.add("kind: " + kind);
    lines.add("metadata:");
    lines.add("  name: " + YamlText.of(name));
    if (!namespace.isEmpty()) {
      lines.add("  namespace: " + YamlText.of(namespace));
    }
  }

  private void reading() {
    lines.add("rules:");
    rule("\"\"", "services", "get, list, watch");
    rule("discovery.k8s.io", "endpointslices", "get, list, watch");
  }

  private void rule(String group, String resource, String verbs) {
    lines.add("  - apiGroups: [" + group + "]");
    lines.add("    resources: [" + resource + "]");
    lines.add("    verbs: [" + verbs + "]");
  }

  private void binding(String kind, String role, Account account) {
    lines.add("roleRef:");
    lines.add("  apiGroup: " + GROUP);
    lines.add("  kind: " + kind);
    lines.add("  name: " + role);
    lines.add("subjects:");
    String prefix = "  - ";
    for (String line : account.subject()) {
      lines.add(prefix + line);
      prefix = "    ";
    }
  }
}
