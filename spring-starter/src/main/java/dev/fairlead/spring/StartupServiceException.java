package dev.fairlead.spring;

import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import dev.fairlead.api.Trouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a Service were not known within the time that the start waits for them, or it
 * has no such port.
 */
final class StartupServiceException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient Target target;
  private final transient @Nullable Trouble trouble;

  private final boolean ofPort;

  private StartupServiceException(TargetReport report, String message, boolean ofPort) {
    super(message);
    this.ofPort = ofPort;
    this.target = report.target();
    this.trouble = report.freshness().trouble();
  }

  static StartupServiceException unknown(TargetReport report, Duration waited) {
    Trouble trouble = report.freshness().trouble();
    return new StartupServiceException(
        report,
        "The endpoints of "
            + report.target()
            + " are not known after a wait of up to "
            + waited.toMillis()
            + " ms: "
            + (trouble == null ? "no answer of the API server yet" : trouble.explanation()),
        false);
  }

  /** The Service is known and has no such port; the message lists those it has. */
  static StartupServiceException wrongPort(TargetReport report, Selection.Empty empty) {
    return new StartupServiceException(
        report,
        String.valueOf(
            new NoEndpointException(report.target(), report.location(), empty).getMessage()),
        true);
  }

  /** Whether all is known, and the Service has no such port. */
  boolean isOfPort() {
    return ofPort;
  }

  Target target() {
    return target;
  }

  /** What is wrong; null when nothing has gone wrong so far. */
  @Nullable Trouble trouble() {
    return trouble;
  }
}
