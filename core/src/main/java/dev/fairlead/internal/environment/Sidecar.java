package dev.fairlead.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service mesh's proxy beside this process. Containers of a pod share the network, so its
 * listeners show in the kernel's table of sockets though nothing else of it shows here; environment
 * variables and mounted files are looked at too.
 */
public final class Sidecar {
  private static final List<String> SOCKETS = List.of("proc/net/tcp", "proc/net/tcp6");

  /** State LISTEN in that table. */
  private static final String LISTEN = "0A";

  private static final List<Mesh> MESHES =
      List.of(
          new Mesh(
              "Istio",
              Set.of(15001, 15006),
              List.of("ISTIO_META_", "ISTIO_PROXY_"),
              List.of("etc/istio/proxy", "var/run/secrets/istio")),
          new Mesh(
              "Linkerd",
              Set.of(4140, 4143),
              List.of("LINKERD2_PROXY_"),
              List.of("var/run/linkerd")));

  private Sidecar() {}

  /**
   * @param ports on which its proxy listens, all of them
   * @param variables how the names of its environment variables begin
   */
  private record Mesh(
      String name, Set<Integer> ports, List<String> variables, List<String> files) {}

  /** What there is of a mesh, such as {@code Istio (listens on 15001, 15006)}; null without one. */
  public static @Nullable String find(OwnProcess process) {
    Set<Integer> listening = listening(process.root());
    for (Mesh mesh : MESHES) {
      String sign = sign(mesh, process, listening);
      if (sign != null) {
        return mesh.name() + " (" + sign + ")";
      }
    }
    return null;
  }

  private static @Nullable String sign(Mesh mesh, OwnProcess process, Set<Integer> listening) {
    if (listening.containsAll(mesh.ports())) {
      return "its proxy listens on " + mesh.ports().stream().sorted().toList();
    }
    for (String variable : process.environment().keySet()) {
      if (mesh.variables().stream().anyMatch(variable::startsWith)) {
        return "environment variable " + variable;
      }
    }
    for (String file : mesh.files()) {
      if (Files.exists(process.root().resolve(file))) {
        return "/" + file;
      }
    }
    return null;
  }

  private static Set<Integer> listening(Path root) {
    Set<Integer> ports = new HashSet<>();
    for (String table : SOCKETS) {
      try (Stream<String> lines = Files.lines(root.resolve(table))) {
        lines.skip(1).forEach(line -> addListener(line, ports));
      } catch (IOException | RuntimeException e) {
        // Not Linux, or not to be read: no sign of a mesh.
      }
    }
    return ports;
  }

  /** A line is {@code sl: local-address:PORT remote-address:PORT STATE ...}, numbers in hex. */
  private static void addListener(String line, Set<Integer> ports) {
    List<String> fields = List.of(line.trim().split("\\s+", -1));
    if (fields.size() > 3 && fields.get(3).equals(LISTEN)) {
      String local = fields.get(1);
      ports.add(Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), 16));
    }
  }
}
