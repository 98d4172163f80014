package dev.fairlead.api;

/**
 * What became of the calls to one target since it is in use. Live counters: cheap to read from any
 * thread, and each moves up only.
 */
public interface PickTotals {

  /** Picks that ended this way, at endpoints this near. */
  long completed(Outcome outcome, Locality locality);

  /** Picks that were refused, for want of an endpoint, with this reason. */
  long refused(Reason reason);

  /** Picks that avoided an endpoint already tried: further attempts of a call. */
  long retries();

  /** Further attempts that were not made since the budget for them was used up. */
  long retriesRefused();

  /** Calls that were told to go by name, for this cause. */
  long byName(Route.Cause cause);

  /** Calls in shadow mode that would have been sent to an endpoint this near. */
  long shadow(Locality locality);

  /** Calls in shadow mode that would have been refused. */
  long shadowRefused();

  /** How often an endpoint was left out for a while, for this cause. */
  long ejections(Ejection.Cause cause);

  /** Picks that left the own node or zone since the endpoints there had too much to do. */
  long spilled();

  /** Sets of which health would have left nothing to pick, so that all stayed. */
  long panics();
}
