package dev.fairlead.api;

import java.time.Instant;
import java.util.List;

/**
 * The set of a target has changed.
 *
 * @param time when this process learned it
 * @param resourceVersion of the object whose change made the difference; empty when it is not known
 * @param added endpoints that may be called now and could not before
 * @param removed endpoints that may not be called any more
 * @param selection the whole set, or the reason why it is empty
 */
public record SelectionChange(
    Target target,
    Instant time,
    String resourceVersion,
    List<Endpoint> added,
    List<Endpoint> removed,
    Selection selection,
    Freshness freshness) {

  public SelectionChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }
}
