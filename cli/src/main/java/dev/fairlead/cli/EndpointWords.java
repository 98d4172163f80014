package dev.fairlead.cli;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Explanation.Exclusion;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.Why;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of a table of endpoints. */
final class EndpointWords {
  private EndpointWords() {}

  /** {@code 10.1.2.3:8080}, {@code [2001:db8::1]:8080}, without the port when there is none. */
  static String address(EndpointRecord endpoint, @Nullable Integer port) {
    String address = endpoint.address();
    if (address == null || port == null) {
      return address == null ? "" : address;
    }
    return address.indexOf(':') < 0 ? address + ":" + port : "[" + address + "]:" + port;
  }

  /** The name of the pod; null when the slice names none. */
  static @Nullable String pod(EndpointRecord endpoint) {
    PodRef pod = endpoint.pod();
    return pod == null ? null : pod.name();
  }

  /** What differs from the ordinary is named: a ready endpoint is serving without saying so. */
  static String conditions(Conditions conditions) {
    String ready = conditions.ready() ? "ready" : "not ready";
    String serving = "";
    if (conditions.ready() != conditions.serving()) {
      serving = conditions.serving() ? ", serving" : ", not serving";
    }
    return ready + serving + (conditions.terminating() ? ", terminating" : "");
  }

  /** The cause, with the hints when they are the cause. */
  static String why(Exclusion exclusion) {
    String text = exclusion.why().text();
    if (exclusion.why() != Why.HINTED_ELSEWHERE) {
      return text;
    }
    TopologyHints hints = exclusion.endpoint().hints();
    return text + listed("node", hints.forNodes()) + listed("zone", hints.forZones());
  }

  private static String listed(String word, List<String> names) {
    return names.isEmpty() ? "" : " (" + word + " " + String.join(", ", names) + ")";
  }
}
