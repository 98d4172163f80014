package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.KubernetesApi;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  private final Config config;
  private final HttpTransport transport;

  private ApiConnection(Config config, Executor callers) {
    this.config =
        new ConfigBuilder(config)
            .withRequestRetryBackoffLimit(0) // tries, pauses and Retry-After are ours
            .withConnectionTimeout(CONNECT_TIMEOUT_MILLIS)
            .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
            .withUserAgent("fairlead")
            .build();
    this.transport = new HttpTransport(this.config, callers);
  }

  /**
   * @param environment reads an environment variable; null when it is not set
   */
  static ApiConnection open(KubernetesApi api, UnaryOperator<@Nullable String> environment) {
    if (api instanceof KubernetesApi.InCluster) {
      return new ApiConnection(inCluster(environment, SERVICE_ACCOUNT), Runnable::run);
    }
    if (api instanceof KubernetesApi.Kubeconfig kubeconfig) {
      return new ApiConnection(fromFile(kubeconfig), ForkJoinPool.commonPool());
    }
    String address = ((KubernetesApi.At) api).uri().toString();
    return new ApiConnection(
        new ConfigBuilder(Config.empty()).withMasterUrl(address).build(), Runnable::run);
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
    KubeconfigCheck.require(kubeconfig);
    return Config.fromKubeconfig(kubeconfig.context(), kubeconfig.file().toFile());
  }

  HttpTransport transport() {
    return transport;
  }

  /**
   * Asks once and waits for the answer; null when there is no such thing (404).
   *
   * @throws KubernetesClientException when the answer is no, or there is none
   */
  @Nullable String raw(String path) {
    return raw(path, "GET", null);
  }

  /** As {@link #raw(String)}, with a method and a JSON body. */
  @Nullable String raw(String path, String method, @Nullable String body) {
    HttpClient client = transport.client();
    HttpRequest.Builder request = client.newHttpRequestBuilder().url(transport.url(path));
    if (body != null) {
      request.method(method, "application/json", body);
    }
    request.timeout(REQUEST_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    try {
      return text(
          client
              .sendAsync(request.build(), String.class)
              .get(REQUEST_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KubernetesClientException("no answer", e);
    }
  }

  private static @Nullable String text(HttpResponse<String> answer) {
    if (answer.code() == 404) {
      return null;
    }
    if (!answer.isSuccessful()) {
      String message = StatusText.of(answer.body());
      Status status = new StatusBuilder().withCode(answer.code()).withMessage(message).build();
      throw new KubernetesClientException(message, answer.code(), status);
    }
    return answer.body();
  }

  /** The address of the API server, for messages. */
  String address() {
    return transport.address();
  }

  /** The namespace of this process, or null. */
  @Nullable String namespace() {
    return config.getNamespace();
  }

  @Override
  public void close() {
    transport.close();
  }
}
