package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.ServiceKey;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Single questions to a Kubernetes API, for tools that look once. Each is one request and blocks:
 * at most 5 s to connect and 10 s for the answer; only {@link #freshness} is several, and watches
 * meanwhile. Safe for use by any number of threads; whoever opens it closes it.
 *
 * <p>Permissions needed: {@code get} on {@code services} and {@code list} on {@code
 * endpointslices.discovery.k8s.io} in the namespaces asked about.
 */
public final class ApiReader implements AutoCloseable {
  private final ApiConnection api;

  private ApiReader(ApiConnection api) {
    this.api = api;
  }

  /**
   * Prepares a connection; nothing is asked yet.
   *
   * @param environment reads an environment variable; null when it is not set
   * @throws IllegalArgumentException when a kubeconfig is not usable
   * @throws IllegalStateException when this is no pod and the API is to be found as in a pod
   */
  public static ApiReader open(KubernetesApi api, UnaryOperator<@Nullable String> environment) {
    return new ApiReader(ApiConnection.open(api, environment));
  }

  /**
   * The v1 Service as the API prints it, in JSON; null when there is none of that name.
   *
   * @throws UnansweredException saying what the API server did instead, and the next move
   */
  public @Nullable String service(ServiceKey key) throws UnansweredException {
    String path = "/api/v1/namespaces/" + key.namespace() + "/services/" + key.name();
    return read(WatchedKind.SERVICE, key.namespace(), path);
  }

  /**
   * The EndpointSliceList of a Service as the API prints it, in JSON; the Service need not exist.
   *
   * @throws UnansweredException saying what the API server did instead, and the next move
   */
  public String slices(ServiceKey key) throws UnansweredException {
    String path =
        new WatchScope(key.namespace(), key.name()).collection(WatchedKind.ENDPOINT_SLICE);
    String list = read(WatchedKind.ENDPOINT_SLICE, key.namespace(), path);
    if (list == null) {
      throw UnansweredException.of(
          api.address(), new IOException("it does not have discovery.k8s.io/v1 endpointslices"));
    }
    return list;
  }

  private @Nullable String read(WatchedKind kind, String namespace, String path)
      throws UnansweredException {
    String json;
    try {
      json = api.raw(path);
    } catch (KubernetesClientException e) {
      throw UnansweredException.of(api, kind, namespace, e);
    }
    if (json != null && !json.stripLeading().startsWith("{")) {
      throw UnansweredException.of(api.address(), new IOException("its answer is no JSON"));
    }
    return json;
  }

  /** What the account of this connection may do. */
  public AccessReview access() {
    return new AccessReview(api);
  }

  /**
   * Whether both kinds can be listed and watched in each of the namespaces: live when their watches
   * are open, else what stands in the way. Needs {@code list} and {@code watch} on both, and blocks
   * until it is decided for all.
   *
   * @param wait at most
   */
  public Map<String, Freshness> freshness(Collection<String> namespaces, Duration wait) {
    return new WatchTrial(api, wait).run(namespaces);
  }

  /** The address of the API server, without a slash at its end. */
  public String address() {
    return api.address();
  }

  /** The namespace of this process or of the context of the kubeconfig; null when it has none. */
  public @Nullable String namespace() {
    String namespace = api.namespace();
    return namespace == null || namespace.isBlank() ? null : namespace;
  }

  @Override
  public void close() {
    api.close();
  }
}
