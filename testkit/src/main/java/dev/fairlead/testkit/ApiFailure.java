package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A request that ends in a {@code Status}, in the words of a real API server. */
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final Status status;

  private ApiFailure(Status status) {
    super(status.message(), null, false, false);
    this.status = status;
  }

  static ApiFailure notFound(Kind kind, String name) {
    ObjectNode details = Status.newDetails().put("name", name);
    if (!kind.group.isEmpty()) {
      details.put("group", kind.group);
    }
    details.put("kind", kind.resource);
    String message = kind.qualifiedResource() + " \"" + name + "\" not found";
    return new ApiFailure(new Status(404, "NotFound", message, details));
  }

  static ApiFailure unknownPath() {
    String message = "the server could not find the requested resource";
    return new ApiFailure(new Status(404, "NotFound", message, Status.newDetails()));
  }

  static ApiFailure methodNotAllowed() {
    String message = "the server does not allow this method on the requested resource";
    return new ApiFailure(new Status(405, "MethodNotAllowed", message, Status.newDetails()));
  }

  static ApiFailure badRequest(String message) {
    return new ApiFailure(new Status(400, "BadRequest", message, null));
  }

  /** What a real server does not foresee: it says what happened, but gives no reason. */
  static ApiFailure internal(String message) {
    return new ApiFailure(new Status(500, "", message, null));
  }

  /** Options that contradict each other. */
  static ApiFailure invalidOptions(List<OptionProblem> problems) {
    return invalid("ListOptions", "meta.k8s.io", problems);
  }

  /** An object that says what it must not; the kind is empty where a real server leaves it out. */
  static ApiFailure invalid(String kind, String group, List<OptionProblem> problems) {
    ObjectNode details = Status.newDetails().put("group", group);
    if (!kind.isEmpty()) {
      details.put("kind", kind);
    }
    ArrayNode causes = details.putArray("causes");
    List<String> texts = new ArrayList<>();
    for (OptionProblem problem : problems) {
      causes
          .addObject()
          .put("reason", problem.reason())
          .put("message", problem.message())
          .put("field", problem.field());
      texts.add(problem.field() + ": " + problem.message());
    }
    String all = texts.size() == 1 ? texts.get(0) : texts.toString();
    String message = kind + "." + group + " \"\" is invalid: " + all;
    return new ApiFailure(new Status(422, "Invalid", message, details));
  }

  /** A server that cannot, or will not, answer now. */
  static ApiFailure unwilling(int code, int retryAfterSeconds) {
    ObjectNode details = Status.newDetails();
    if (retryAfterSeconds > 0) {
      details.put("retryAfterSeconds", retryAfterSeconds);
    }
    return new ApiFailure(
        switch (code) {
          case 429 ->
              new Status(
                  code, "TooManyRequests", "Too many requests, please try again later.", details);
          case 500 -> new Status(code, "InternalError", "Internal error occurred", details);
          case 503 ->
              new Status(
                  code,
                  "ServiceUnavailable",
                  "the server is currently unable to handle the request",
                  details);
          default -> new Status(code, "", "the server answers " + code, details);
        });
  }

  static ApiFailure expired(String message) {
    return new ApiFailure(new Status(410, "Expired", message, null));
  }

  /** An expired continue token; the answer carries one that goes on with the present state. */
  static ApiFailure expiredContinue(String nextToken) {
    String message =
        "The provided continue parameter is too old to display a consistent list result. You can"
            + " start a new list without the continue parameter, or use the continue token in this"
            + " response to retrieve the remainder of the results. Continuing with the provided"
            + " token results in an inconsistent list - objects that were created, modified, or"
            + " deleted between the time the first chunk was returned and now may show up in the"
            + " list.";
    return new ApiFailure(new Status(410, "Expired", message, null, nextToken));
  }

  static ApiFailure tooLarge(long wanted, long current) {
    ObjectNode details = Status.newDetails();
    details
        .putArray("causes")
        .addObject()
        .put("reason", "ResourceVersionTooLarge")
        .put("message", "Too large resource version");
    details.put("retryAfterSeconds", 1);
    String message = "Timeout: Too large resource version: " + wanted + ", current: " + current;
    return new ApiFailure(new Status(504, "Timeout", message, details));
  }

  static ApiFailure unauthorized() {
    return new ApiFailure(new Status(401, "Unauthorized", "Unauthorized", null));
  }

  static ApiFailure forbidden(ApiRequest request, String user) {
    Kind kind = request.kind();
    String group = kind == null ? "" : kind.group;
    String qualified = kind == null ? request.resource() : kind.qualifiedResource();
    String named = request.name().isEmpty() ? "" : " \"" + request.name() + "\"";
    String where =
        request.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"" + request.namespace() + "\"";
    String message =
        "%s%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
            .formatted(qualified, named, user, request.verb(), request.resource(), group, where);
    ObjectNode details = Status.newDetails();
    if (!request.name().isEmpty()) {
      details.put("name", request.name());
    }
    if (!group.isEmpty()) {
      details.put("group", group);
    }
    details.put("kind", request.resource());
    return new ApiFailure(new Status(403, "Forbidden", message, details));
  }
}
