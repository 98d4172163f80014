package dev.fairlead.spi;

import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.Lease;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lease for adapters that keep a connection to each endpoint and choose among those. */
public interface AdapterLease extends Lease {

  /**
   * A picker over the endpoints that are selected now and have a connection, with the statistics
   * that all adapters of the target share; null when there is none. Any thread; costs time in the
   * number of endpoints, so it is made anew only when the connections or the selection change.
   *
   * @param connections by endpoint; copied
   * @param policy null for the one of the {@code Fairlead}
   */
  <C> @Nullable ConnectionPicker<C> among(
      Map<EndpointIdentity, C> connections, @Nullable BalancingPolicy policy);
}
