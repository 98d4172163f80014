package dev.fairlead.testkit;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with the options of a list or watch, or with an object.
 *
 * @param reason the machine's word for it
 * @param message what is said of the field
 */
record OptionProblem(String field, String reason, String message) {

  static OptionProblem forbidden(String field, String why) {
    return new OptionProblem(field, "FieldValueForbidden", "Forbidden: " + why);
  }

  static OptionProblem invalid(String field, String value, String why) {
    return new OptionProblem(field, "FieldValueInvalid", "Invalid value: " + value + ": " + why);
  }

  static OptionProblem unsupported(String field, String value, String... supported) {
    String known =
        Arrays.stream(supported).map(one -> '"' + one + '"').collect(Collectors.joining(", "));
    return new OptionProblem(
        field,
        "FieldValueNotSupported",
        "Unsupported value: \"" + value + "\": supported values: " + known);
  }
}
