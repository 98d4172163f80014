package dev.fairlead.grpc;

import dev.fairlead.api.Target;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

  private static final String CANONICAL = "k8s:///";
  private static final String MISSING = "The Service is missing";
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
    if (path.indexOf('/') >= 0) {
      throw tooManySlashes(path);
    }
    if (path.isEmpty()) {
      throw new IllegalArgumentException(MISSING);
    }
    return named(path, namesNamespace(path) ? null : ownNamespace.get());
  }

  private static IllegalArgumentException tooManySlashes(String path) {
    List<String> parts = Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
    return new IllegalArgumentException(
        switch (parts.size()) {
          case 0 -> MISSING;
          case 1 -> "There is a '/' too many: write " + CANONICAL + parts.get(0);
          case 2 ->
              "Namespace and Service are not divided by '/': write "
                  + CANONICAL
                  + inFull(parts.get(0), parts.get(1));
          default -> "It names one Service, without '/'";
        });
  }

  /** {@code //authority/path}: only the alias knows it, as other resolvers of that scheme do. */
  private static Target inAuthority(String scheme, String authority, String path) {
    if (!scheme.toLowerCase(Locale.ROOT).equals(KubernetesAliasProvider.SCHEME)) {
      throw new IllegalArgumentException(
          "Between '//' and '/' a cluster would be named, and only the own one is known: write "
              + CANONICAL
              + (path.isEmpty() ? authority : inFull(authority, path)));
    }
    if (!path.isEmpty() && namesNamespace(path)) {
      throw new IllegalArgumentException(
          "There are two namespaces, before the '/' and after it: write " + CANONICAL + path);
    }
    return named(path.isEmpty() ? authority : inFull(authority, path), null);
  }

  /** As {@link Target#parse}; the error says only what is wrong, since the form is another here. */
  private static Target named(String text, @Nullable String ownNamespace) {
    try {
      return Target.parse(text, ownNamespace);
    } catch (IllegalArgumentException e) {
      Throwable wrong = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(wrong.getMessage(), e);
    }
  }

  private static boolean namesNamespace(String service) {
    return service.split(":", 2)[0].indexOf('.') >= 0;
  }

  /** {@code shop} and {@code orders:grpc} as {@code orders.shop:grpc}. */
  private static String inFull(String namespace, String service) {
    if (namesNamespace(service)) {
      return service;
    }
    int colon = service.indexOf(':');
    return colon < 0
        ? service + "." + namespace
        : service.substring(0, colon) + "." + namespace + service.substring(colon);
  }
}
