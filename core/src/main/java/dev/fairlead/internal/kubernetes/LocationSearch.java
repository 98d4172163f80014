package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Location;
import dev.fairlead.api.Slice;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is not known of the own location, cheapest first: the own pod's address in slices that
 * are watched anyway gives node and zone; any endpoint of the own node gives its zone; at last one
 * GET of the own Node. Control plane only.
 *
 * <p>Only slices of the EndpointSlice controller are believed: it copies node and zone from the
 * cluster, while hand-made ones hold somebody's words.
 */
final class LocationSearch {
  private final Set<String> ownAddresses;
  private final NodeReader nodes;
  private final Executor control;
  private final Consumer<Location> listener;
  private Location location;
  private boolean mayAsk = true;
  private boolean askFailed;

  /**
   * @param ownAddresses the IP addresses of this machine, loopback left out, in canonical form
   * @param listener told whenever more is known
   */
  LocationSearch(
      Location known,
      Set<String> ownAddresses,
      NodeReader nodes,
      Executor control,
      Consumer<Location> listener) {
    this.location = known;
    this.ownAddresses = ownAddresses;
    this.nodes = nodes;
    this.control = control;
    this.listener = listener;
  }

  /** Reads the zone of a Node without blocking the caller. */
  @FunctionalInterface
  interface NodeReader {
    /**
     * The zone, or null when the Node has none or may not be read. Completes exceptionally when the
     * API server could not be asked.
     */
    CompletionStage<@Nullable String> zone(String node);
  }

  /** A list was completed: if the Node could not be asked for before, it may be asked again. */
  void listed() {
    mayAsk |= askFailed;
    askFailed = false;
  }

  /** Looks through the slices of a namespace. */
  void look(Collection<Slice> slices) {
    if (location.node() == null) {
      find(slices, record -> record.address() != null && ownAddresses.contains(record.address()));
    }
    String node = location.node();
    if (node != null && location.zone() == null) {
      find(slices, record -> node.equals(record.node()) && record.zone() != null);
    }
    if (node != null && location.zone() == null && mayAsk) {
      mayAsk = false;
      nodes.zone(node).whenCompleteAsync((zone, failure) -> answered(node, zone, failure), control);
    }
  }

  private void answered(String node, @Nullable String zone, @Nullable Throwable failure) {
    askFailed = failure != null;
    learn(new Location(node, zone));
  }

  private void find(Collection<Slice> slices, Predicate<EndpointRecord> test) {
    for (Slice slice : slices) {
      if (slice.origin().fromController()) {
        for (EndpointRecord record : slice.endpoints()) {
          // A pod that terminates may have given its address to another one already.
          if (!record.conditions().terminating() && record.node() != null && test.test(record)) {
            learn(new Location(record.node(), record.zone()));
            return;
          }
        }
      }
    }
  }

  private void learn(Location found) {
    Location more = location.orElse(found);
    if (!more.equals(location)) {
      location = more;
      listener.accept(more);
    }
  }
}
