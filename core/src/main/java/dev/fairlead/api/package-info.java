/**
 * The words of Fairlead: the data and contracts a caller sees. Nothing here knows another package.
 *
 * <p>Read {@link dev.fairlead.api.Target} (what is asked for), then {@link
 * dev.fairlead.api.ServiceSnapshot} (what Kubernetes says), {@link dev.fairlead.api.Selection}
 * (what its rules leave) and {@link dev.fairlead.api.LoadBalancer} (how one endpoint is chosen).
 * All data is immutable.
 */
@NullMarked
package dev.fairlead.api;

import org.jspecify.annotations.NullMarked;
