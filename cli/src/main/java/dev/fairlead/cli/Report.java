package dev.fairlead.cli;

import dev.fairlead.api.Explanation;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServicePort;
import dev.fairlead.internal.selection.EndpointSelector;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question and its whole answer: what the two output formats print.
 *
 * @param hints what the files or the arguments lack, one sentence each; often none
 */
record Report(Question question, Manifests manifests, Explanation explanation, List<String> hints) {

  Report {
    hints = List.copyOf(hints);
  }

  /**
   * Answers a question.
   *
   * @throws BadInputException listing the ports, when none was asked for and there are several
   */
  static Report of(Question question, Manifests manifests) {
    Service service = manifests.service(question.target().service());
    Explanation explanation =
        EndpointSelector.explain(
            service, manifests.slices(), question.query(), question.location());
    if (service != null) {
      requirePort(question, service, explanation.selection());
    }
    List<String> hints = new Hints(question, manifests).of(explanation.selection());
    return new Report(question, manifests, explanation, hints);
  }

  private static void requirePort(Question question, Service service, Selection selection) {
    List<ServicePort> ports = service.ports();
    boolean unknownPort =
        selection instanceof Selection.Empty empty && empty.reason() == Reason.UNKNOWN_PORT;
    if (unknownPort && question.target().port() instanceof PortRef.Sole && ports.size() > 1) {
      ServicePort first = ports.get(0);
      throw new BadInputException(
          "Service "
              + service.key()
              + " has several ports: "
              + ports.stream().map(ServicePort::toString).collect(Collectors.joining(", "))
              + ". Say which, such as "
              + question.target()
              + ":"
              + (first.name().isEmpty() ? first.number() : first.name()));
    }
  }

  /** The Service asked about; null when it does not exist, or the files do not hold it. */
  @Nullable Service service() {
    return manifests.service(question.target().service());
  }

  /** The reason and what to do about it; null when there are endpoints. */
  @Nullable String refusal() {
    return explanation.selection() instanceof Selection.Empty empty
        ? new NoEndpointException(question.target(), question.location(), empty).getMessage()
        : null;
  }
}
