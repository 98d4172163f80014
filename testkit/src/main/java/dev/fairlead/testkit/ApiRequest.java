package dev.fairlead.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, in the words of Kubernetes authorization.
 *
 * @param kind null if the path is none of a served resource
 * @param namespace empty across all namespaces and for nodes
 * @param name empty unless one object is asked for
 */
record ApiRequest(
    String verb, @Nullable Kind kind, String namespace, String name, String path, Query query) {

  private static final Pattern RESOURCE_PATH =
      Pattern.compile(
          "/(?:api|apis/(?<group>[^/]+))/v1"
              + "(?:/namespaces/(?<namespace>[^/]+))?"
              + "/(?<resource>[^/]+)(?:/(?<name>[^/]+))?/?");

  private static final Map<String, String> VERBS =
      Map.of(
          "GET", "get",
          "HEAD", "get",
          "POST", "create",
          "PUT", "update",
          "PATCH", "patch",
          "DELETE", "delete");

  static ApiRequest parse(String method, String path, Query query) {
    if (path.equals(AccessReviews.PATH)) {
      return new ApiRequest(verb(method, "", query), null, "", "", path, query);
    }
    Matcher matcher = RESOURCE_PATH.matcher(path);
    if (matcher.matches()) {
      String name = orEmpty(matcher.group("name"));
      String namespace = orEmpty(matcher.group("namespace"));
      Kind kind = Kind.ofResource(orEmpty(matcher.group("group")), matcher.group("resource"));
      if (kind != null && hasScope(kind, namespace, name)) {
        return new ApiRequest(verb(method, name, query), kind, namespace, name, path, query);
      }
    }
    return new ApiRequest(method.toLowerCase(Locale.ROOT), null, "", "", path, query);
  }

  /** The plural name in the path; of a path that is no resource, the path. */
  String resource() {
    if (kind != null) {
      return kind.resource;
    }
    return path.equals(AccessReviews.PATH) ? AccessReviews.RESOURCE : path;
  }

  private static boolean hasScope(Kind kind, String namespace, String name) {
    return kind.namespaced ? !namespace.isEmpty() || name.isEmpty() : namespace.isEmpty();
  }

  private static String verb(String method, String name, Query query) {
    if (!name.isEmpty()) {
      return VERBS.getOrDefault(method, method.toLowerCase(Locale.ROOT));
    }
    return switch (method) {
      case "GET", "HEAD" -> query.flag("watch") ? "watch" : "list";
      case "DELETE" -> "deletecollection";
      default -> VERBS.getOrDefault(method, method.toLowerCase(Locale.ROOT));
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
