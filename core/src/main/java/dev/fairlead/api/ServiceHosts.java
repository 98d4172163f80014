package dev.fairlead.api;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which host names of URLs are Services: one grammar for every adapter.
 *
 * <p>{@code name.namespace.svc} and {@code name.namespace.svc.DOMAIN} always; {@code name} alone in
 * the own namespace; {@code name.namespace} only for the own namespace and those the user listed,
 * since {@code stripe.com} has the same form. Everything else is foreign, and is told so without a
 * look-up. Names are compared without regard to case, as in DNS.
 *
 * @param ownNamespace the namespace of this process; null when it is not known
 * @param namespaces namespaces whose Services may be named by two labels, beside the own one
 * @param clusterDomain the domain of the cluster, normally {@code cluster.local}
 */
public record ServiceHosts(
    @Nullable String ownNamespace, Set<String> namespaces, String clusterDomain) {

  /** The domain that clusters have unless somebody chose another. */
  public static final String DEFAULT_DOMAIN = "cluster.local";

  public ServiceHosts {
    clusterDomain = clusterDomain.toLowerCase(Locale.ROOT);
    namespaces =
        Stream.concat(Stream.ofNullable(ownNamespace), namespaces.stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns {@code domain}.
   *
   * @throws IllegalArgumentException when it is no DNS domain; it says what one looks like
   */
  public static String requireDomain(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    for (String label : lower.split("\\.", -1)) {
      if (!Names.isLabel(label)) {
        throw new IllegalArgumentException(
            "Not the domain of a cluster: '" + domain + "'. Expected such as cluster.local");
      }
    }
    return lower;
  }

  /**
   * The Service that {@code host} names, or null when it is foreign.
   *
   * @param host the host of a URL, without port or brackets
   */
  public @Nullable ServiceKey resolve(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String full = ".svc." + clusterDomain;
    if (name.endsWith(full + ".")) {
      return inFull(name.substring(0, name.length() - full.length() - 1));
    }
    // A dot at the end makes any other name an absolute one, outside of the cluster's domain.
    if (name.endsWith(".")) {
      return null;
    }
    if (name.endsWith(full)) {
      return inFull(name.substring(0, name.length() - full.length()));
    }
    if (name.endsWith(".svc")) {
      return inFull(name.substring(0, name.length() - ".svc".length()));
    }
    return abbreviated(name);
  }

  /** {@code name.namespace}; more labels name a pod and not a Service. */
  private static @Nullable ServiceKey inFull(String text) {
    int dot = text.indexOf('.');
    return dot < 0 ? null : key(text.substring(dot + 1), text.substring(0, dot));
  }

  private @Nullable ServiceKey abbreviated(String name) {
    int dot = name.indexOf('.');
    if (dot >= 0) {
      String namespace = name.substring(dot + 1);
      return namespaces.contains(namespace) ? key(namespace, name.substring(0, dot)) : null;
    }
    return ownNamespace == null || name.equals("localhost") ? null : key(ownNamespace, name);
  }

  private static @Nullable ServiceKey key(String namespace, String name) {
    return Names.isLabel(namespace) && Names.isLabel(name) ? new ServiceKey(namespace, name) : null;
  }
}
