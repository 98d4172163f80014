package dev.fairlead.api;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the Kubernetes API. Nothing is looked for beyond what is said here: a kubeconfig is
 * used only when it is named.
 */
public sealed interface KubernetesApi {

  /**
   * As every pod does: address from {@code KUBERNETES_SERVICE_HOST} and {@code _PORT}, token and
   * certificate authority from the mounted service account. The token is read again when it
   * rotates.
   */
  record InCluster() implements KubernetesApi {}

  /** A kubeconfig file; {@code context} null is the current one of the file. */
  record Kubeconfig(Path file, @Nullable String context) implements KubernetesApi {
    public Kubeconfig {
      Objects.requireNonNull(file, "file");
    }
  }

  /** An address without credentials: {@code kubectl proxy}, or a test server. */
  record At(URI uri) implements KubernetesApi {
    public At {
      String scheme = uri.getScheme();
      if (!("http".equals(scheme) || "https".equals(scheme)) || uri.getHost() == null) {
        throw new IllegalArgumentException(
            "Not the address of a Kubernetes API: '" + uri + "'. Expected http(s)://HOST:PORT");
      }
    }
  }
}
