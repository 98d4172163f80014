package dev.fairlead.grpc;

import dev.fairlead.api.Target;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the target of a channel says: {@code k8s:///orders.shop:grpc}.
 *
 * @param authority what the certificates of the pods are checked against, and {@code :authority}
 * @param lb how calls are spread; null when the target does not say
 */
record TargetUri(Target target, String authority, @Nullable String lb) {
  /** The value of {@code ?lb=} that leaves the choice to the channel. */
  static final String NO_POLICY = "none";

  private static final String FORM =
      "Expected such as k8s:///orders.shop:grpc, k8s:///orders.shop:50051 or k8s:///orders:grpc";

  /**
   * Reads the target of a channel.
   *
   * @param ownNamespace asked only when a Service of the own namespace is meant
   * @throws IllegalArgumentException naming the text, what is wrong with it and the right form
   */
  static TargetUri parse(URI uri, Supplier<@Nullable String> ownNamespace) {
    try {
      return read(uri, ownNamespace);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Not a target: '" + uri + "'. " + e.getMessage() + ". " + FORM, e);
    }
  }

  private static TargetUri read(URI uri, Supplier<@Nullable String> ownNamespace) {
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException("'#" + uri.getRawFragment() + "' has no meaning");
    }
    String text = uri.getRawSchemeSpecificPart();
    int question = text.indexOf('?');
    String place = question < 0 ? text : text.substring(0, question);
    TargetOptions options = TargetOptions.parse(question < 0 ? "" : text.substring(question + 1));
    Target target = target(uri.getScheme(), place, ownNamespace);
    String authority =
        options.authority() == null
            ? target.service().name() + "." + target.service().namespace() + ".svc"
            : options.authority();
    return new TargetUri(target, authority, options.lb());
  }

  private static Target target(
      String scheme, String place, Supplier<@Nullable String> ownNamespace) {
    String rest = place;
    String authority = "";
    if (place.startsWith("//")) {
      int slash = place.indexOf('/', 2);
      authority = place.substring(2, slash < 0 ? place.length() : slash);
      rest = slash < 0 ? "" : place.substring(slash);
    }
    String path = rest.startsWith("/") ? rest.substring(1) : rest;
    if (!authority.isEmpty()) {
      return inAuthority(scheme, authority, path);
    }
    if (path.isEmpty()) {
      throw new IllegalArgumentException("The Service is missing");
    }
    int slash = path.indexOf('/');
    if (slash >= 0) {
      throw new IllegalArgumentException(
          "Namespace and Service are not divided by '/': write "
              + "k8s:///"
              + swapped(path.substring(0, slash), path.substring(slash + 1)));
    }
    boolean oneLabel = path.split(":", 2)[0].indexOf('.') < 0;
    return Target.parse(path, oneLabel ? ownNamespace.get() : null);
  }

  /** {@code //authority/path}: only the alias knows it, as other resolvers of that scheme do. */
  private static Target inAuthority(String scheme, String authority, String path) {
    if (!scheme.toLowerCase(Locale.ROOT).equals(KubernetesAliasProvider.SCHEME)) {
      throw new IllegalArgumentException(
          "Between '//' and '/' a cluster would be named, and only the own one is known: write "
              + "k8s:///"
              + (path.isEmpty() ? authority : path));
    }
    return Target.parse(path.isEmpty() ? authority : swapped(authority, path));
  }

  /** {@code shop} and {@code orders:grpc} as {@code orders.shop:grpc}. */
  private static String swapped(String namespace, String service) {
    int colon = service.indexOf(':');
    return colon < 0
        ? service + "." + namespace
        : service.substring(0, colon) + "." + namespace + service.substring(colon);
  }
}
