package dev.fairlead.spring;

import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import dev.fairlead.api.Trouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The endpoints of a Service were not known within the time that the start waits for them. */
final class StartupServiceException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient Target target;
  private final transient @Nullable Trouble trouble;

  StartupServiceException(TargetReport report, Duration waited) {
    super(message(report, waited));
    this.target = report.target();
    this.trouble = report.freshness().trouble();
  }

  private static String message(TargetReport report, Duration waited) {
    Trouble trouble = report.freshness().trouble();
    return "The endpoints of "
        + report.target()
        + " are not known after a wait of up to "
        + waited.toMillis()
        + " ms: "
        + (trouble == null ? "no answer of the API server yet" : trouble.explanation());
  }

  Target target() {
    return target;
  }

  /** What is wrong; null when nothing has gone wrong so far. */
  @Nullable Trouble trouble() {
    return trouble;
  }
}
