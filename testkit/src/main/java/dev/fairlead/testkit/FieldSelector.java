package dev.fairlead.testkit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of {@code fieldSelector} for the fields all kinds have, name and namespace, and the
 * two of a Service.
 */
final class FieldSelector {
  private static final Pattern REQUIREMENT = Pattern.compile("([^=!]+)(==|=|!=)(.*)");

  private FieldSelector() {}

  /** The test of an object; 400 if the text is no selector or names another field. */
  static Predicate<ObjectNode> parse(String text, Kind kind) {
    Predicate<ObjectNode> all = object -> true;
    if (text.isBlank()) {
      return all;
    }
    for (String part : text.split(",", -1)) {
      Matcher matcher = REQUIREMENT.matcher(part);
      if (!matcher.matches()) {
        throw ApiFailure.badRequest(
            "invalid selector: '" + part + "'; can't understand '" + part + "'");
      }
      JsonPointer field = field(matcher.group(1).strip(), kind);
      String value = matcher.group(3).strip();
      boolean equal = !matcher.group(2).equals("!=");
      all = all.and(object -> object.at(field).asText("").equals(value) == equal);
    }
    return all;
  }

  private static JsonPointer field(String label, Kind kind) {
    boolean known =
        switch (label) {
          case "metadata.name" -> true;
          case "metadata.namespace" -> kind.namespaced;
          case "spec.clusterIP", "spec.type" -> kind == Kind.SERVICE;
          default -> false;
        };
    if (known) {
      return JsonPointer.compile("/" + label.replace('.', '/'));
    }
    // Two generations of code in a real server say the same in two ways.
    throw ApiFailure.badRequest(
        kind == Kind.ENDPOINT_SLICE
            ? "\""
                + label
                + "\" is not a known field selector:"
                + " only \"metadata.name\", \"metadata.namespace\""
            : "field label not supported: " + label);
  }
}
