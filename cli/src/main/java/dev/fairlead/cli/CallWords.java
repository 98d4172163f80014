package dev.fairlead.cli;

import dev.fairlead.api.Mode;
import dev.fairlead.cli.DoctorReport.Calls;
import dev.fairlead.internal.environment.OwnProcess;
import dev.fairlead.internal.environment.Sidecar;
import dev.fairlead.internal.environment.Switches;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an application with Fairlead in this process would do with its calls. */
final class CallWords {
  private CallWords() {}

  /**
   * @throws BadInputException when a switch of the environment has a value that is none
   */
  static Calls of(OwnProcess process) {
    Switches.Choice choice;
    try {
      choice = Switches.read(process);
    } catch (IllegalStateException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
    String sidecar = Sidecar.find(process);
    return new Calls(mode(choice, sidecar), sidecar == null ? "none found" : sidecar);
  }

  private static String mode(Switches.@Nullable Choice choice, @Nullable String sidecar) {
    if (choice != null) {
      return choice.mode().name().toLowerCase(Locale.ROOT) + " (" + choice.source() + ")";
    }
    return sidecar == null
        ? Mode.ACTIVE.name().toLowerCase(Locale.ROOT)
        : "calls go by name, since the mesh routes them; FAIRLEAD_MODE=active sends them to"
            + " endpoints all the same";
  }
}
