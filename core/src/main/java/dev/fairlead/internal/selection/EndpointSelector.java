package dev.fairlead.internal.selection;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Explanation;
import dev.fairlead.api.Location;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision of kube-proxy on one node, as a pure function.
 *
 * <p>The input may hold slices of other Services; they are ignored. The order of slices and of the
 * endpoints in them never changes which endpoints are chosen. Sources: kube-proxy's {@code
 * topology.go} and {@code endpointslicecache.go}; enhancements 1669, 2086, 2433, 3015, 4444. The
 * conformance resources of this module's tests hold the rules as data.
 */
public final class EndpointSelector {
  private EndpointSelector() {}

  /**
   * Selects the endpoints that a client at {@code location} may call.
   *
   * @param service null when it does not exist
   */
  public static Selection select(
      @Nullable Service service, List<Slice> slices, Query query, Location location) {
    return run(service, slices, query, location, Exclusions.ignored());
  }

  /** As {@link #select}, with the cause for every endpoint that was left out. */
  public static Explanation explain(
      @Nullable Service service, List<Slice> slices, Query query, Location location) {
    Exclusions exclusions = Exclusions.collected();
    Selection selection = run(service, slices, query, location, exclusions);
    return new Explanation(selection, exclusions.list());
  }

  private static Selection run(
      @Nullable Service service,
      List<Slice> slices,
      Query query,
      Location location,
      Exclusions exclusions) {
    if (service == null) {
      return Selection.Empty.of(Reason.SERVICE_NOT_FOUND);
    }
    SliceMerger merger = new SliceMerger(service, slices, exclusions);
    ServiceRules.Answer answer = ServiceRules.resolve(service, query);
    if (answer instanceof ServiceRules.Refused refused) {
      merger.excludeAll(refused.empty().reason());
      return refused.empty();
    }
    List<List<Endpoint>> members = merger.merge((ServiceRules.Asked) answer);
    return service.addresses().headless()
        ? HeadlessRules.select(members, location, exclusions)
        : new PolicyRules(service, query, location, exclusions).select(members);
  }
}
