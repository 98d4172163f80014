package dev.fairlead.spring;

import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.spring.FairleadProperties.Source;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where endpoints come from, when the application runs: where it was built there may have
 * been no cluster. A kubeconfig is used only when the properties say so.
 */
final class EndpointOrigin {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointOrigin.class);
  private static final String API_URL = "fairlead.api-url";

  private final FairleadProperties properties;
  private final ClusterProperties cluster;
  private final ProcessEnvironment environment;

  /** What the environment variables say. */
  interface ProcessEnvironment {
    /** Null when it is not set. */
    @Nullable String variable(String name);
  }

  EndpointOrigin(
      FairleadProperties properties, ClusterProperties cluster, ProcessEnvironment environment) {
    this.properties = properties;
    this.cluster = cluster;
    this.environment = environment;
  }

  void apply(FairleadBuilder builder) {
    Source source = properties.source();
    requireNoContradiction(source);
    switch (source) {
      case AUTO -> auto(builder);
      case KUBERNETES -> builder.kubernetes(new KubernetesApi.InCluster());
      case KUBECONFIG -> builder.kubernetes(kubeconfig());
      case STATIC ->
          StaticEndpoints.of(properties.staticServices(), cluster)
              .apply(builder, cluster.namespaces());
      case DNS ->
          StaticEndpoints.none("fairlead.source is dns").apply(builder, cluster.namespaces());
    }
  }

  private void auto(FairleadBuilder builder) {
    URI api = cluster.apiUrl();
    boolean inCluster = environment.variable("KUBERNETES_SERVICE_HOST") != null;
    boolean isStatic = !properties.staticServices().isEmpty();
    if (api != null) {
      builder.kubernetes(at(api));
    }
    if (api != null || inCluster) {
      if (isStatic) {
        LOG.warn("The entries below fairlead.static are for outside of a cluster: ignored here");
      }
    } else if (isStatic) {
      LOG.info(
          "This is no pod: calls of {} go where fairlead.static says, all others by DNS",
          properties.staticServices().keySet());
      StaticEndpoints.of(properties.staticServices(), cluster).apply(builder, cluster.namespaces());
    } else {
      LOG.info("This is no pod (KUBERNETES_SERVICE_HOST is not set): all calls go by DNS");
    }
  }

  private void requireNoContradiction(Source source) {
    if (cluster.apiUrl() != null && source != Source.AUTO) {
      throw contradiction(
          API_URL, "Remove one of them; fairlead.source=auto uses fairlead.api-url.");
    }
    ClusterProperties.Kubeconfig config = cluster.kubeconfig();
    boolean isNamed = config.file() != null || config.context() != null;
    if (isNamed && source != Source.KUBECONFIG) {
      throw contradiction("fairlead.kubeconfig", "Set fairlead.source=kubeconfig, or remove it.");
    }
    boolean isStatic = !properties.staticServices().isEmpty();
    if (isStatic && source != Source.STATIC && source != Source.AUTO) {
      throw contradiction("fairlead.static", "Set fairlead.source=static or auto, or remove it.");
    }
    if (!isStatic && source == Source.STATIC) {
      throw new FairleadPropertyException(
          "fairlead.source",
          "is static, and there is no entry below fairlead.static.",
          "Add one, such as fairlead.static.[orders.shop]=localhost:8080.",
          null);
    }
  }

  private FairleadPropertyException contradiction(String property, String action) {
    String source = properties.source().name().toLowerCase(Locale.ROOT);
    return new FairleadPropertyException(
        property, "is set, and fairlead.source=" + source + " does not use it.", action, null);
  }

  private static KubernetesApi at(URI api) {
    try {
      return new KubernetesApi.At(api);
    } catch (IllegalArgumentException e) {
      throw new FairleadPropertyException(
          API_URL, String.valueOf(e.getMessage()), "Write such as http://127.0.0.1:8001.", e);
    }
  }

  private KubernetesApi kubeconfig() {
    ClusterProperties.Kubeconfig config = cluster.kubeconfig();
    return new KubernetesApi.Kubeconfig(file(config.file()), config.context());
  }

  private Path file(@Nullable Path named) {
    if (named != null) {
      return named;
    }
    String variable = environment.variable("KUBECONFIG");
    return variable != null && !variable.isBlank()
        ? Path.of(variable)
        : Path.of(System.getProperty("user.home"), ".kube", "config");
  }
}
