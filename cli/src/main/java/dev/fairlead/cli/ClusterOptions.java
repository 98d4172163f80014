package dev.fairlead.cli;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.internal.kubernetes.ApiReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say which cluster is asked. A kubeconfig is used only when it is named: neither
 * {@code KUBECONFIG} nor the home directory is looked at.
 */
final class ClusterOptions {
  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final String PORT = "KUBERNETES_SERVICE_PORT";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "The cluster of this kubeconfig. Never taken from KUBECONFIG or the home directory.")
  @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "A context of that kubeconfig. Default: its current one.")
  @Nullable String context;

  @Option(
      names = "--in-cluster",
      description = "The cluster of the pod this runs in; the default when nothing else is named.")
  boolean inCluster;

  /** True when an option says which cluster. */
  boolean given() {
    return kubeconfig != null || context != null || inCluster;
  }

  /**
   * The cluster that is named, else that of this pod; null when there is neither.
   *
   * @throws BadInputException when the options contradict each other
   */
  @Nullable KubernetesApi api(UnaryOperator<@Nullable String> environment) {
    if (kubeconfig != null && inCluster) {
      throw new BadInputException(
          "--kubeconfig and --in-cluster name two clusters: leave one of them out");
    }
    if (kubeconfig != null) {
      return new KubernetesApi.Kubeconfig(kubeconfig, context);
    }
    if (context != null) {
      throw new BadInputException(
          "--context is one of a kubeconfig: add --kubeconfig FILE. No kubeconfig is used that is"
              + " not named");
    }
    boolean pod = environment.apply(HOST) != null;
    if (inCluster && (!pod || environment.apply(PORT) == null)) {
      throw new BadInputException(
          "--in-cluster: this is no pod, "
              + HOST
              + " and "
              + PORT
              + " are not both set. Run it in a pod, or name a cluster with --kubeconfig FILE");
    }
    return inCluster || pod ? new KubernetesApi.InCluster() : null;
  }

  /**
   * As {@link #api}, for commands that need a cluster.
   *
   * @param otherwise what else the command could read, to be told; empty when there is nothing
   */
  KubernetesApi required(UnaryOperator<@Nullable String> environment, String otherwise) {
    KubernetesApi api = api(environment);
    if (api == null) {
      throw new BadInputException(
          "Which cluster? Name one with --kubeconfig FILE [--context NAME]"
              + otherwise
              + ". In a pod its own cluster is the default. No kubeconfig is used that is not"
              + " named");
    }
    return api;
  }

  /**
   * Opens the cluster without asking it anything.
   *
   * @throws BadInputException when the kubeconfig or the service account is not usable
   */
  static ApiReader open(KubernetesApi api, UnaryOperator<@Nullable String> environment) {
    if (api instanceof KubernetesApi.Kubeconfig named) {
      requireFile(named.file());
    }
    try {
      return ApiReader.open(api, environment);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "--kubeconfig "
              + file
              + (Files.exists(file) ? ": not a file" : ": no such file")
              + ". Check the path");
    }
    if (!Files.isReadable(file)) {
      throw new BadInputException(
          "--kubeconfig " + file + ": permission denied. See whether this user may read it");
    }
  }
}
