package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.KubernetesApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the Kubernetes API: client, address, own namespace. Nothing is configured from
 * anywhere but the {@link KubernetesApi} given: neither a kubeconfig in the home directory nor
 * system properties.
 */
final class ApiConnection implements AutoCloseable {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

  /** The first pause between two tries; the informer doubles it five times, so up to 16 s. */
  private static final int RETRY_MILLIS = 500;

  private final KubernetesClient client;

  private ApiConnection(Config config) {
    Config tuned =
        new ConfigBuilder(config)
            .withOnlyHttpWatches(true) // one HTTP/2 connection for all watches
            .withRequestRetryBackoffLimit(0) // the informer's own backoff is enough
            .withWatchReconnectInterval(RETRY_MILLIS)
            .withConnectionTimeout(CONNECT_TIMEOUT_MILLIS)
            .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
            .withUserAgent("fairlead")
            .build();
    this.client = new KubernetesClientBuilder().withConfig(tuned).build();
  }

  /**
   * @param environment reads an environment variable; null when it is not set
   */
  static ApiConnection open(KubernetesApi api, UnaryOperator<@Nullable String> environment) {
    if (api instanceof KubernetesApi.InCluster) {
      return new ApiConnection(inCluster(environment, SERVICE_ACCOUNT));
    }
    if (api instanceof KubernetesApi.Kubeconfig kubeconfig) {
      return new ApiConnection(fromFile(kubeconfig));
    }
    String address = ((KubernetesApi.At) api).uri().toString();
    return new ApiConnection(new ConfigBuilder(Config.empty()).withMasterUrl(address).build());
  }

  /**
   * @param account the folder in which the service account is mounted
   */
  static Config inCluster(UnaryOperator<@Nullable String> environment, Path account) {
    String host = environment.apply("KUBERNETES_SERVICE_HOST");
    String port = environment.apply("KUBERNETES_SERVICE_PORT");
    if (host == null || port == null) {
      throw new IllegalStateException(
          "Not in a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not both set."
              + " Run in a pod, or name a kubeconfig: KubernetesApi.Kubeconfig");
    }
    String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://" + literal + ":" + port)
        .withCaCertFile(account.resolve("ca.crt").toString())
        .withNamespace(read(account.resolve("namespace")))
        .withOauthTokenProvider(new MountedToken(account.resolve("token")))
        .build();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).trim();
    } catch (IOException e) {
      throw new NoAccountException(
          "Cannot read "
              + file
              + ". Does the pod mount its service account (automountServiceAccountToken)?",
          e);
    }
  }

  private static Config fromFile(KubernetesApi.Kubeconfig kubeconfig) {
    Path file = kubeconfig.file();
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("Cannot read the kubeconfig " + file);
    }
    Config config;
    try {
      config = Config.fromKubeconfig(kubeconfig.context(), file.toFile());
    } catch (RuntimeException e) { // whatever its YAML reader throws
      throw new IllegalArgumentException("Not a kubeconfig: " + file + ": " + e.getMessage(), e);
    }
    if (config.getMasterUrl() == null || config.getCurrentContext() == null) {
      String context =
          kubeconfig.context() == null
              ? "a current context"
              : "the context " + kubeconfig.context();
      throw new IllegalArgumentException("The kubeconfig " + file + " does not have " + context);
    }
    return config;
  }

  KubernetesClient client() {
    return client;
  }

  /** The address of the API server, for messages. */
  String address() {
    return client.getMasterUrl().toString().replaceAll("/$", "");
  }

  /** The namespace of this process, or null. */
  @Nullable String namespace() {
    return client.getConfiguration().getNamespace();
  }

  @Override
  public void close() {
    client.close();
  }
}
