package dev.fairlead.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which requests are refused. Thread-safe. */
final class Denials {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  /** One refusal; "*" matches every verb, resource or namespace. */
  record Rule(int status, String verb, String resource, String namespace) {
    Rule {
      if (status != 401 && status != 403) {
        throw new IllegalArgumentException("a request is denied with 401 or 403, not " + status);
      }
    }

    /** Whether it refuses at least a part of this; to ask for "*" is to ask for all. */
    boolean touches(String asked, String of, String in) {
      return (asked.equals("*") || matches(verb, asked))
          && (of.equals("*") || matches(resource, of))
          && matches(namespace, in);
    }

    boolean matches(String asked, String of, String in) {
      return matches(verb, asked) && matches(resource, of) && matches(namespace, in);
    }

    private static boolean matches(String pattern, String value) {
      return pattern.equals("*") || pattern.equals(value);
    }
  }

  void add(Rule rule) {
    rules.add(rule);
  }

  void clear() {
    rules.clear();
  }

  /** Whether running watches of this scope are to end. */
  boolean refuseWatch(Scope scope) {
    return rules.stream()
        .anyMatch(rule -> rule.matches("watch", scope.kind().resource, scope.namespace()));
  }

  /** Whether RBAC would refuse this: the answer to whoever asks before. */
  boolean forbid(String verb, String resource, String namespace) {
    return rules.stream()
        .anyMatch(rule -> rule.status() == 403 && rule.touches(verb, resource, namespace));
  }

  /** Fails with the Status of the first rule that matches. */
  void check(ApiRequest request) {
    for (Rule rule : rules) {
      if (rule.matches(request.verb(), request.resource(), request.namespace())
          && !mayAlwaysAsk(rule, request)) {
        throw rule.status() == 401
            ? ApiFailure.unauthorized()
            : ApiFailure.forbidden(request, user(request));
      }
    }
  }

  /** What one may do is told to everybody who is known, unless that itself is forbidden by name. */
  private static boolean mayAlwaysAsk(Rule rule, ApiRequest request) {
    return rule.status() == 403
        && request.path().equals(AccessReviews.PATH)
        && !rule.resource().equals(AccessReviews.RESOURCE);
  }

  /** Whom a real server would name: the account a pod runs under by default. */
  static String user(ApiRequest request) {
    String namespace = request.namespace().isEmpty() ? "default" : request.namespace();
    return "system:serviceaccount:" + namespace + ":default";
  }
}
