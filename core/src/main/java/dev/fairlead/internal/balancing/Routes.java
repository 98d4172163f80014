package dev.fairlead.internal.balancing;

import dev.fairlead.api.Fallback;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.ByName;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.Trouble;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls go to the endpoints or by name. What Kubernetes' rules leave empty stays empty: it
 * never goes by name. What is not known goes by name, where kube-proxy knows it.
 */
final class Routes {
  private final Target target;
  private final BalancerSettings settings;
  private final Route toEndpoints;

  /**
   * @param shownAs what callers pick from
   */
  Routes(LoadBalancer shownAs, Target target, BalancerSettings settings) {
    this.target = target;
    this.settings = settings;
    this.toEndpoints = new Route.ToEndpoints(shownAs);
  }

  Route of(Selection selection, Freshness freshness, Instant now) {
    Trouble trouble = freshness.trouble();
    if (settings.fallback() == Fallback.SERVICE_NAME && refusedTooLong(trouble, now)) {
      return new ByName(
          Cause.REFUSED,
          "what is known of " + target + " is not trusted any more, refused " + words(trouble));
    }
    Cause cause = selection instanceof Selection.Empty empty ? cause(empty) : null;
    return cause == null
        ? toEndpoints
        : new ByName(cause, explanation(cause, (Selection.Empty) selection));
  }

  /** Only what is in use can lose its trust: before that there is nothing to trust. */
  private boolean refusedTooLong(@Nullable Trouble trouble, Instant now) {
    return trouble != null
        && trouble.isRefusal()
        && !now.isBefore(trouble.since().plus(settings.trustWhenRefused()));
  }

  private @Nullable Cause cause(Selection.Empty empty) {
    boolean byName = settings.fallback() == Fallback.SERVICE_NAME;
    return switch (empty.reason()) {
      case SERVICE_NOT_FOUND -> Cause.SERVICE_NOT_FOUND;
      case EXTERNAL_NAME -> Cause.EXTERNAL_NAME;
      case NO_SOURCE -> Cause.NO_SOURCE;
      case NOT_SYNCED -> byName ? Cause.NOT_SYNCED : null;
      case FORBIDDEN -> byName ? Cause.REFUSED : null;
      default -> null;
    };
  }

  private String explanation(Cause cause, Selection.Empty empty) {
    return switch (cause) {
      case SERVICE_NOT_FOUND -> "there is no Service " + target.service();
      case EXTERNAL_NAME ->
          "Service " + target.service() + " stands for the name " + empty.detail();
      case NOT_SYNCED ->
          empty.detail().isEmpty() ? "no answer of the API server yet" : empty.detail();
      default -> empty.detail();
    };
  }

  private static String words(@Nullable Trouble trouble) {
    return trouble == null
        ? ""
        : "since " + trouble.since().truncatedTo(ChronoUnit.SECONDS) + ": " + trouble.explanation();
  }
}
