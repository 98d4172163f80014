/**
 * The load balancer of one target: a selection comes in on the control plane, a volatile picker
 * goes out to the data plane. Start at {@link dev.fairlead.internal.balancing.TargetBalancer}.
 */
@NullMarked
package dev.fairlead.internal.balancing;

import org.jspecify.annotations.NullMarked;
