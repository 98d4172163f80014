package dev.fairlead.cli;

import dev.fairlead.api.IpFamily;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.RulesVersion;
import dev.fairlead.api.Traffic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Turns the text of options into our words. Upper and lower case are the same. */
final class Converters {
  private Converters() {}

  /** Teaches {@code command} and its subcommands the types of our options. */
  static void register(CommandLine command) {
    command
        .registerConverter(Protocol.class, text -> oneOf(Protocol.values(), text))
        .registerConverter(IpFamily.class, text -> oneOf(IpFamily.values(), text))
        .registerConverter(Traffic.class, text -> oneOf(Traffic.values(), text))
        .registerConverter(OutputFormat.class, text -> oneOf(OutputFormat.values(), text))
        .registerConverter(WatchFormat.class, text -> oneOf(WatchFormat.values(), text))
        .registerConverter(Duration.class, Converters::span)
        .registerConverter(RulesVersion.class, Converters::version);
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String text) {
    for (E value : values) {
      if (value.toString().equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw new TypeConversionException("'" + text + "' is not one of " + allowed(values));
  }

  /** As the help writes them: names that Kubernetes spells in its own way keep their spelling. */
  private static String allowed(Enum<?>[] values) {
    boolean words =
        values instanceof Traffic[]
            || values instanceof OutputFormat[]
            || values instanceof WatchFormat[];
    return Arrays.stream(values)
        .map(value -> words ? value.name().toLowerCase(Locale.ROOT) : value.toString())
        .collect(Collectors.joining(", "));
  }

  private static Duration span(String text) {
    try {
      return Span.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static RulesVersion version(String text) {
    try {
      return RulesVersion.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
