package dev.fairlead.internal.environment;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What this process finds around itself.
 *
 * @param environment the environment variables
 * @param properties the system properties, read at each use
 * @param root the root of the file system
 */
public record OwnProcess(
    Map<String, String> environment, Supplier<Properties> properties, Path root) {

  public OwnProcess {
    environment = Map.copyOf(environment);
  }

  /** The one this code runs in. */
  public static OwnProcess here() {
    return new OwnProcess(System.getenv(), System::getProperties, Path.of("/"));
  }

  /** An environment variable; null when it is not set. */
  public @Nullable String variable(String name) {
    return environment.get(name);
  }

  /** The environment variables, as a function. */
  public UnaryOperator<@Nullable String> variables() {
    return name -> name == null ? null : variable(name);
  }

  /** A switch: a system property, else an environment variable, else null; blank is not set. */
  @Nullable Setting setting(String property, String variable) {
    String byProperty = properties.get().getProperty(property);
    if (byProperty != null && !byProperty.isBlank()) {
      return new Setting(property, byProperty.trim());
    }
    String byVariable = variable(variable);
    return byVariable == null || byVariable.isBlank()
        ? null
        : new Setting(variable, byVariable.trim());
  }

  /** A value, and the name under which it was given. */
  record Setting(String name, String value) {}
}
