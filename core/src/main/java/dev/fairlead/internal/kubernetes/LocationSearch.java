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
 * <p>Only slices that say they are the EndpointSlice controller's are believed, since it copies
 * node and zone from the cluster. Anybody who may write slices can say so too; therefore the own
 * node is learned in the own namespace only.
 */
final class LocationSearch {
  /** Of slices that may hold the own pod, before it is taken for one that no Service selects. */
  private static final int MOST_LISTS = 3;

  private final Self self;
  private final NodeReader nodes;
  private final Executors executors;
  private final Consumer<Location> listener;
  private Location location;
  private boolean asked;
  private int lists;

  /**
   * Who is looked for.
   *
   * @param namespace of this process, the only one whose slices tell the own node; null: none does
   * @param addresses the IP addresses of this machine, loopback left out, in canonical form
   */
  record Self(@Nullable String namespace, Set<String> addresses) {}

  /**
   * Where things run.
   *
   * @param control the control plane
   * @param later the control plane too, after a pause
   */
  record Executors(Executor control, Executor later) {}

  /**
   * @param listener told whenever more is known
   */
  LocationSearch(
      Location known,
      Self self,
      NodeReader nodes,
      Executors executors,
      Consumer<Location> listener) {
    this.location = known;
    this.self = self;
    this.nodes = nodes;
    this.executors = executors;
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

  /** Whether a list of the slices of the own namespace may tell the own node. */
  boolean wantsList() {
    return location.node() == null && self.namespace != null && lists < MOST_LISTS;
  }

  /** A list of the slices of the own namespace; true when another one, later, may tell more. */
  boolean listed(Collection<Slice> slices) {
    lists++;
    if (self.namespace != null) {
      look(self.namespace, slices);
    }
    return wantsList();
  }

  /** Looks through the slices of a namespace. */
  void look(String namespace, Collection<Slice> slices) {
    if (location.node() == null && namespace.equals(self.namespace)) {
      find(slices, record -> record.address() != null && self.addresses.contains(record.address()));
    }
    String node = location.node();
    if (node != null && location.zone() == null) {
      find(slices, record -> node.equals(record.node()) && record.zone() != null);
    }
    if (node != null && location.zone() == null && !asked) {
      asked = true;
      ask(node);
    }
  }

  private void ask(String node) {
    nodes
        .zone(node)
        .whenCompleteAsync((zone, failure) -> answered(node, zone, failure), executors.control);
  }

  private void answered(String node, @Nullable String zone, @Nullable Throwable failure) {
    learn(new Location(node, zone));
    if (failure != null && location.zone() == null) {
      executors.later.execute(() -> ask(node));
    }
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
