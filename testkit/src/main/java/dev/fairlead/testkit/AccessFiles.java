package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files that tell a client where the API is, whom to trust and who it is itself.
 *
 * @param authorityPem null without TLS
 * @param token null if none is asked for
 */
record AccessFiles(URI server, @Nullable String authorityPem, @Nullable String token) {
  private static final String NAME = "fake-kubernetes";

  /** A pod always has a token; this one says that nobody looks at it. */
  private static final String ANY_TOKEN = "not-checked";

  /** What a pod finds in its folder: token, namespace and, with TLS, ca.crt. */
  void serviceAccount(Path folder, String namespace) {
    try {
      Files.createDirectories(folder);
      replace(folder.resolve("token"), token == null ? ANY_TOKEN : token);
      replace(folder.resolve("namespace"), namespace);
      if (authorityPem != null) {
        replace(folder.resolve("ca.crt"), authorityPem);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a service account to " + folder, e);
    }
  }

  /** A kubeconfig of one context, the current one. */
  void kubeconfig(Path file, String context) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("apiVersion", "v1").put("kind", "Config").put("current-context", context);
    ObjectNode cluster =
        named(config, "clusters", "cluster", NAME).put("server", server.toString());
    if (authorityPem != null) {
      byte[] pem = authorityPem.getBytes(StandardCharsets.US_ASCII);
      cluster.put("certificate-authority-data", Base64.getEncoder().encodeToString(pem));
    }
    ObjectNode user = named(config, "users", "user", NAME);
    if (token != null) {
      user.put("token", token);
    }
    named(config, "contexts", "context", context).put("cluster", NAME).put("user", NAME);
    try {
      replace(file.toAbsolutePath(), Manifests.toYaml(config));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a kubeconfig to " + file, e);
    }
  }

  private static ObjectNode named(ObjectNode config, String list, String kind, String name) {
    ObjectNode entry = config.putArray(list).addObject().put("name", name);
    return entry.putObject(kind);
  }

  /**
   * In one step, as a kubelet does it: whoever reads meanwhile sees the old file or the new one.
   */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
