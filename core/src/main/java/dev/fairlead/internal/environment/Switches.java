package dev.fairlead.internal.environment;

import dev.fairlead.api.Mode;
import dev.fairlead.internal.environment.OwnProcess.Setting;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The switches that work without a new build: {@code FAIRLEAD_ENABLED=false} (system property
 * {@code fairlead.enabled}) turns everything off, {@code FAIRLEAD_MODE} ({@code fairlead.mode})
 * names a {@link Mode}. They win over what the code says. A property wins over a variable.
 */
public final class Switches {
  private static final String ENABLED = "fairlead.enabled";
  private static final String ENABLED_VARIABLE = "FAIRLEAD_ENABLED";
  private static final String MODE = "fairlead.mode";
  private static final String MODE_VARIABLE = "FAIRLEAD_MODE";

  private Switches() {}

  /**
   * A mode, and what asked for it.
   *
   * @param source such as {@code FAIRLEAD_ENABLED=false}
   */
  public record Choice(Mode mode, String source) {}

  /**
   * The mode that was asked for; null when nothing asks for one.
   *
   * @throws IllegalStateException when a switch has a value that is none; it names both
   */
  public static @Nullable Choice read(OwnProcess process) {
    Setting enabled = process.setting(ENABLED, ENABLED_VARIABLE);
    if (enabled != null && !bool(enabled)) {
      return new Choice(Mode.OFF, text(enabled));
    }
    Setting mode = process.setting(MODE, MODE_VARIABLE);
    return mode == null ? null : new Choice(mode(mode), text(mode));
  }

  private static boolean bool(Setting setting) {
    return switch (setting.value().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(setting, "true or false");
    };
  }

  private static Mode mode(Setting setting) {
    return switch (setting.value().toLowerCase(Locale.ROOT)) {
      case "active" -> Mode.ACTIVE;
      case "shadow" -> Mode.SHADOW;
      case "off" -> Mode.OFF;
      default -> throw wrong(setting, "active, shadow or off");
    };
  }

  private static String text(Setting setting) {
    return setting.name() + "=" + setting.value();
  }

  private static IllegalStateException wrong(Setting setting, String expected) {
    return new IllegalStateException(
        setting.name() + " is '" + setting.value() + "'; expected " + expected);
  }
}
