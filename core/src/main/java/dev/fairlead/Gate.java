package dev.fairlead;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Mode;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.ByName;
import dev.fairlead.internal.environment.OwnProcess;
import dev.fairlead.internal.environment.Sidecar;
import dev.fairlead.internal.environment.Switches;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether all calls go by name, whatever their target: switched off, watched only, or routed by a
 * mesh's proxy. A switch of the operator wins over the code, and either over what is found.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /** The proxy of a pod may begin to listen after the application has begun. */
  private static final int LOOKS = 12;

  private final OwnProcess process;
  private final FairleadListener listener;

  /** Control plane only. */
  private int looksLeft;

  /** Written by the control plane, read by all. */
  private volatile @Nullable ByName bypass;

  /**
   * @param byCode the mode the code asks for; null when it asks for none
   * @throws IllegalStateException when a switch has a value that is none
   */
  Gate(OwnProcess process, @Nullable Mode byCode, FairleadListener listener) {
    this.process = process;
    this.listener = listener;
    Switches.Choice choice = Switches.read(process);
    if (choice == null && byCode != null) {
      choice = new Switches.Choice(byCode, "Fairlead.builder().mode(" + byCode + ")");
    }
    boolean inPod = process.variable("KUBERNETES_SERVICE_HOST") != null;
    this.looksLeft = choice == null && inPod ? LOOKS : 0;
    if (choice != null) {
      bypass = bypass(choice);
    }
    look();
  }

  private @Nullable ByName bypass(Switches.Choice choice) {
    return switch (choice.mode()) {
      case ACTIVE -> null;
      case SHADOW -> said(Route.Cause.SHADOW, "Fairlead only watches (" + choice.source() + ")");
      case OFF -> said(Route.Cause.OFF, "Fairlead is switched off (" + choice.source() + ")");
    };
  }

  private ByName said(Route.Cause cause, String explanation) {
    LOG.info("{}: calls go by the Service's own name", explanation);
    ByName said = new ByName(cause, explanation);
    listener.bypassed(said);
    return said;
  }

  /** Looks for a mesh's proxy, in the first minutes. Control plane only. */
  void look() {
    if (looksLeft > 0) {
      looksLeft--;
      String found = Sidecar.find(process);
      if (found != null) {
        looksLeft = 0;
        bypass =
            said(
                Route.Cause.SIDECAR,
                "A mesh's proxy routes the calls of this pod: "
                    + found
                    + "; FAIRLEAD_MODE=active sends them to endpoints all the same");
      }
    }
  }

  /** How every call goes; null when its target decides. */
  @Nullable ByName bypass() {
    return bypass;
  }

  boolean isOff() {
    ByName now = bypass;
    return now != null && now.cause() == Route.Cause.OFF;
  }
}
