package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.KubernetesApi;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a kubeconfig that lacks what it is used for. fabric8 would make the best of it: take the
 * current context in the place of one that is not there, and some usual address for a cluster that
 * is not there.
 */
final class KubeconfigCheck {
  private final String file;
  private final Config config;

  private KubeconfigCheck(String file, Config config) {
    this.file = file;
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException naming the file, what is missing, and what is there instead
   */
  static void require(KubernetesApi.Kubeconfig kubeconfig) {
    String file = "kubeconfig " + kubeconfig.file();
    new KubeconfigCheck(file, read(kubeconfig, file)).require(kubeconfig.context());
  }

  private static Config read(KubernetesApi.Kubeconfig kubeconfig, String file) {
    Config config;
    try (InputStream in = Files.newInputStream(kubeconfig.file())) {
      config = Serialization.unmarshal(in, Config.class);
    } catch (IOException | RuntimeException e) { // whatever its YAML reader throws
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException("Cannot read the " + file + ": " + first, e);
    }
    if (config == null) {
      throw new IllegalArgumentException("The " + file + " is empty");
    }
    return config;
  }

  private void require(@Nullable String asked) {
    String name = asked == null ? config.getCurrentContext() : asked;
    List<NamedContext> contexts = Objects.requireNonNullElse(config.getContexts(), List.of());
    List<String> names = contexts.stream().map(NamedContext::getName).sorted().toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("The " + file + " has no contexts. Name another file");
    }
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException(
          "The " + file + " has no current context. Name one of: " + String.join(", ", names));
    }
    NamedContext context =
        contexts.stream()
            .filter(each -> name.equals(each.getName()) && each.getContext() != null)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The "
                            + file
                            + " does not have the context "
                            + name
                            + ". Name one of: "
                            + String.join(", ", names)));
    requireCluster(name, String.valueOf(context.getContext().getCluster()));
    requireUser(name, context.getContext().getUser());
  }

  private void requireCluster(String context, String cluster) {
    List<NamedCluster> clusters = Objects.requireNonNullElse(config.getClusters(), List.of());
    boolean there =
        clusters.stream()
            .filter(each -> cluster.equals(each.getName()) && each.getCluster() != null)
            .anyMatch(each -> each.getCluster().getServer() != null);
    if (!there) {
      throw lacks(context, "the cluster " + cluster + " with its server");
    }
  }

  /** A context without a user is anonymous on purpose. */
  private void requireUser(String context, @Nullable String user) {
    List<NamedAuthInfo> users = Objects.requireNonNullElse(config.getUsers(), List.of());
    boolean named = user != null && !user.isEmpty();
    if (named && users.stream().noneMatch(each -> Objects.equals(user, each.getName()))) {
      throw lacks(context, "the user " + user);
    }
  }

  private IllegalArgumentException lacks(String context, String what) {
    return new IllegalArgumentException(
        "The context "
            + context
            + " of the "
            + file
            + " needs "
            + what
            + ", which the file does not have. Correct the file, or name another context");
  }
}
