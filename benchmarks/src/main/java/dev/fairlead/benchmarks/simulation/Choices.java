package dev.fairlead.benchmarks.simulation;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns the text of options into our words; what is wrong is told with what is allowed. */
final class Choices {
  private Choices() {}

  /** What one name stands for. */
  record Variants(List<Scenario> scenarios) {}

  /** From one seed to another, both included. */
  record SeedRange(long from, long until) {
    Stream<Long> seeds() {
      return Stream.iterate(from, seed -> seed + 1).limit(until - from + 1);
    }
  }

  static final class ScenarioChoice implements ITypeConverter<Variants> {
    @Override
    public Variants convert(String text) {
      List<Scenario> found = Scenarios.matching(text);
      if (found.isEmpty()) {
        throw wrong(
            text,
            Scenarios.ALL.stream()
                .flatMap(scenario -> Stream.of(scenario.family(), scenario.name())));
      }
      return new Variants(found);
    }
  }

  static final class PolicyName implements ITypeConverter<PolicyChoice> {
    @Override
    public PolicyChoice convert(String text) {
      return oneOf(Policies.ALL, PolicyChoice::name, text);
    }
  }

  static final class Format implements ITypeConverter<OutputFormat> {
    @Override
    public OutputFormat convert(String text) {
      return oneOf(
          List.of(OutputFormat.values()), format -> format.name().toLowerCase(Locale.ROOT), text);
    }
  }

  static final class MeasureName implements ITypeConverter<Measure> {
    @Override
    public Measure convert(String text) {
      return oneOf(List.of(Measure.values()), Measure::json, text);
    }
  }

  /** {@code 7}, or {@code 1-5}. */
  static final class Seeds implements ITypeConverter<SeedRange> {
    @Override
    public SeedRange convert(String text) {
      try {
        int dash = text.indexOf('-', 1);
        long from = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
        long until = dash < 0 ? from : Long.parseLong(text.substring(dash + 1));
        if (until - from < 0 || until - from > 1000) {
          throw new TypeConversionException("'" + text + "' is not a range of 1 to 1001 seeds");
        }
        return new SeedRange(from, until);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is neither a seed nor a range as 1-5");
      }
    }
  }

  private static <T> T oneOf(List<T> values, Function<T, String> name, String text) {
    return values.stream()
        .filter(value -> name.apply(value).equals(text))
        .findFirst()
        .orElseThrow(() -> wrong(text, values.stream().map(name)));
  }

  private static TypeConversionException wrong(String text, Stream<String> allowed) {
    return new TypeConversionException(
        "'" + text + "' is not one of " + allowed.distinct().collect(Collectors.joining(", ")));
  }
}
