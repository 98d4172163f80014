package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/**
 * The conditions of an endpoint, with Kubernetes' defaults applied.
 *
 * <p>Source: kube-proxy's {@code endpointslicecache.go}. An absent {@code serving} is true even
 * beside {@code ready: false}; {@code ready} is taken as it stands, whatever the other two say.
 */
public record Conditions(boolean ready, boolean serving, boolean terminating) {

  /** Ready, serving, not terminating: what an endpoint without conditions is. */
  public static final Conditions READY = new Conditions(true, true, false);

  /**
   * Absent (null) {@code ready} and {@code serving} are true, absent {@code terminating} is false.
   */
  public static Conditions of(
      @Nullable Boolean ready, @Nullable Boolean serving, @Nullable Boolean terminating) {
    boolean isReady = ready == null || ready;
    boolean isServing = serving == null || serving;
    boolean isTerminating = terminating != null && terminating;
    return isReady && isServing && !isTerminating
        ? READY
        : new Conditions(isReady, isServing, isTerminating);
  }

  /** Not ready, but serving while it terminates: the last resort when nothing is ready. */
  public boolean draining() {
    return !ready && serving && terminating;
  }
}
