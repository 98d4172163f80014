package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of {@code labelSelector}: requirements joined by commas, all of which must hold.
 *
 * <p>{@code key=value}, {@code key==value}, {@code key!=value}, {@code key in (a,b)}, {@code key
 * notin (a,b)}, {@code key}, {@code !key}, and for integers {@code key>1}, {@code key<9}. The
 * negative ones hold for objects without the label.
 */
final class LabelSelector {
  private static final String KEY = "[A-Za-z0-9][A-Za-z0-9._/-]*";
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "\\s*(?:!\\s*(?<absent>"
              + KEY
              + ")|(?<key>"
              + KEY
              + ")(?:\\s*(?<op>==|=|!=)\\s*(?<value>[A-Za-z0-9._-]*)"
              + "|\\s*(?<than>[<>])\\s*(?<bound>[0-9]{1,18})"
              + "|\\s+(?<set>in|notin)\\s*\\((?<values>[^()]*)\\))?)\\s*");

  private static final Pattern INTEGER = Pattern.compile("[0-9]{1,18}");

  private LabelSelector() {}

  /** The test of an object's labels; 400 if the text is not a selector. */
  static Predicate<JsonNode> parse(String text) {
    Predicate<JsonNode> all = labels -> true;
    if (text.isBlank()) {
      return all;
    }
    // Commas inside parentheses separate values, all others requirements.
    for (String part : text.split(",(?![^(]*\\))", -1)) {
      Matcher matcher = REQUIREMENT.matcher(part);
      if (!matcher.matches()) {
        throw ApiFailure.badRequest(
            "unable to parse requirement: \"" + part + "\" of label selector \"" + text + "\"");
      }
      all = all.and(requirement(matcher));
    }
    return all;
  }

  private static Predicate<JsonNode> requirement(Matcher matcher) {
    String absent = matcher.group("absent");
    if (absent != null) {
      return labels -> !labels.has(absent);
    }
    String key = matcher.group("key");
    String operator = matcher.group("op");
    if (operator != null) {
      return oneOf(key, Set.of(matcher.group("value")), operator.equals("!="));
    }
    String than = matcher.group("than");
    if (than != null) {
      return beyond(key, Long.parseLong(matcher.group("bound")), than.equals(">"));
    }
    String set = matcher.group("set");
    if (set != null) {
      return oneOf(key, values(matcher.group("values")), set.equals("notin"));
    }
    return labels -> labels.has(key);
  }

  private static Predicate<JsonNode> oneOf(String key, Set<String> values, boolean negated) {
    return labels -> {
      @Nullable JsonNode value = labels.get(key);
      return negated != (value != null && values.contains(value.asText()));
    };
  }

  private static Predicate<JsonNode> beyond(String key, long bound, boolean above) {
    return labels -> {
      String value = labels.path(key).asText();
      if (!INTEGER.matcher(value).matches()) {
        return false;
      }
      return above ? Long.parseLong(value) > bound : Long.parseLong(value) < bound;
    };
  }

  private static Set<String> values(String list) {
    return Stream.of(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }
}
