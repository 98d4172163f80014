package dev.fairlead.cli;

import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be missing in the files or the arguments, so that an answer about them is not taken for
 * one about the cluster. The cluster itself lacks nothing.
 */
final class Hints {
  private static final int SHOWN = 10;

  private final ServiceKey key;
  private final Question question;
  private final Manifests manifests;

  Hints(Question question, Manifests manifests) {
    this.key = question.target().service();
    this.question = question;
    this.manifests = manifests;
  }

  /** One sentence each, with the next move; empty when nothing seems to be missing. */
  List<String> of(Selection selection) {
    List<String> hints = new ArrayList<>();
    Reason reason = selection instanceof Selection.Empty empty ? empty.reason() : null;
    if (manifests.cluster() == null) {
      missingInFiles(hints, reason);
    }
    if (reason == Reason.NODE_UNKNOWN) {
      hints.add("Here the own node is given with --node NODE");
    }
    if (selection instanceof Selection.Eligible eligible) {
      UnusedHints.of(eligible, question, manifests).ifPresent(hints::add);
    }
    return hints;
  }

  private void missingInFiles(List<String> hints, @Nullable Reason reason) {
    Service service = manifests.service(key);
    if (service == null) {
      hints.add(inFiles());
      missingService(hints);
    } else if (reason == Reason.NO_ENDPOINTS && manifests.slicesOf(key).isEmpty()) {
      hints.add("The files hold no EndpointSlice of " + key + ". Add " + Advice.slices(key));
    } else if (reason == Reason.UNSUPPORTED_IP_FAMILY
        && service.addresses().clusterIp().isEmpty()) {
      hints.add(
          "The Service has no cluster IP yet, as before it is applied. Take it from the cluster: "
              + Advice.service(key));
    }
  }

  private String inFiles() {
    List<String> services =
        manifests.services().keySet().stream().map(ServiceKey::toString).sorted().toList();
    if (services.isEmpty()) {
      return "The files hold no Service";
    }
    int more = services.size() - SHOWN;
    return "The files hold "
        + (services.size() == 1 ? "the Service " : "the Services ")
        + services.stream().limit(SHOWN).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private void missingService(List<String> hints) {
    int slices = manifests.slicesOf(key).size();
    if (slices > 0) {
      hints.add(
          "They hold "
              + slices
              + (slices == 1 ? " EndpointSlice" : " EndpointSlices")
              + " of it, without the Service itself. Add "
              + Advice.service(key));
    }
  }
}
