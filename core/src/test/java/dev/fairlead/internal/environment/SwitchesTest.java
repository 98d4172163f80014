package dev.fairlead.internal.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Mode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesTest {

  private static OwnProcess process(Map<String, String> environment, Map<String, String> given) {
    Properties properties = new Properties();
    properties.putAll(given);
    return new OwnProcess(environment, () -> properties, Path.of("no-such-root"));
  }

  @Test
  void nothingIsAskedForByDefault() {
    assertThat(Switches.read(process(Map.of(), Map.of()))).isNull();
    assertThat(Switches.read(process(Map.of("FAIRLEAD_ENABLED", "true"), Map.of()))).isNull();
    assertThat(Switches.read(process(Map.of("FAIRLEAD_ENABLED", " "), Map.of()))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "FAIRLEAD_ENABLED, false, OFF",
    "FAIRLEAD_ENABLED, FALSE, OFF",
    "FAIRLEAD_MODE, off, OFF",
    "FAIRLEAD_MODE, shadow, SHADOW",
    "FAIRLEAD_MODE, Active, ACTIVE"
  })
  void aVariableNamesTheMode(String name, String value, Mode mode) {
    assertThat(Switches.read(process(Map.of(name, value), Map.of())))
        .isEqualTo(new Switches.Choice(mode, name + "=" + value));
  }

  @Test
  void aSystemPropertyWinsOverTheVariable() {
    OwnProcess process =
        process(Map.of("FAIRLEAD_MODE", "shadow"), Map.of("fairlead.mode", "active"));

    assertThat(Switches.read(process))
        .isEqualTo(new Switches.Choice(Mode.ACTIVE, "fairlead.mode=active"));
  }

  @Test
  void offWinsOverAMode() {
    OwnProcess process =
        process(Map.of("FAIRLEAD_MODE", "active"), Map.of("fairlead.enabled", "false"));

    assertThat(Switches.read(process))
        .isEqualTo(new Switches.Choice(Mode.OFF, "fairlead.enabled=false"));
  }

  @Test
  void aValueThatIsNoneIsNamed() {
    assertThatThrownBy(() -> Switches.read(process(Map.of("FAIRLEAD_MODE", "shadw"), Map.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("FAIRLEAD_MODE is 'shadw'; expected active, shadow or off");
    assertThatThrownBy(() -> Switches.read(process(Map.of("FAIRLEAD_ENABLED", "0"), Map.of())))
        .hasMessage("FAIRLEAD_ENABLED is '0'; expected true or false");
  }
}
