package dev.fairlead.api;

/**
 * There is no endpoint to call. The message names the target, the state and the next move; {@link
 * #reason()} says the same to a program.
 */
public final class NoEndpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Target target;
  private final transient Location location;
  private final transient Selection.Empty empty;

  public NoEndpointException(Target target, Location location, Selection.Empty empty) {
    super(NoEndpointMessage.of(target, location, empty));
    this.target = target;
    this.location = location;
    this.empty = empty;
  }

  /** What was asked for. */
  public Target target() {
    return target;
  }

  /** Why there is none. */
  public Reason reason() {
    return empty.reason();
  }

  /** Where this process runs, as far as it is known. */
  public Location location() {
    return location;
  }

  /** What exists on that port but may not be called. */
  public EndpointCounts counts() {
    return empty.counts();
  }

  /** The whole answer. */
  public Selection.Empty selection() {
    return empty;
  }
}
