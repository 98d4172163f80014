package dev.fairlead.spring;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What names mean in the cluster, and how its API is reached from outside of it.
 *
 * @param namespace where Services named by one label are; that of the pod unless set
 * @param namespaces further namespaces whose Services may be named by two labels, as in
 *     http://orders.shop/
 * @param clusterDomain the DNS domain of the cluster
 * @param apiUrl a Kubernetes API that needs no credentials, such as that of kubectl proxy
 * @param kubeconfig which kubeconfig is read with source=kubeconfig
 */
@ConfigurationProperties("fairlead")
public record ClusterProperties(
    @Nullable String namespace,
    @DefaultValue List<String> namespaces,
    @DefaultValue("cluster.local") String clusterDomain,
    @Nullable URI apiUrl,
    @DefaultValue Kubeconfig kubeconfig) {

  public ClusterProperties {
    namespaces = List.copyOf(namespaces);
  }

  /**
   * Which kubeconfig is read with source=kubeconfig.
   *
   * @param file the kubeconfig; that of the environment variable KUBECONFIG, or ~/.kube/config
   *     unless set
   * @param context the context of the kubeconfig; the current one unless set
   */
  public record Kubeconfig(@Nullable Path file, @Nullable String context) {}
}
