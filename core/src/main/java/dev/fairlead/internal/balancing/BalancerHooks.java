package dev.fairlead.internal.balancing;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Route;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a balancer needs of the process around it.
 *
 * @param listener told of changes; null when nobody listens, and nothing is worked out for nobody
 * @param bypass how every call goes whatever its target, read at each call; null when each target
 *     decides. Its cause is {@code SHADOW} when calls are to be watched only
 * @param nanoTime a clock that never jumps, in nanoseconds
 */
public record BalancerHooks(
    @Nullable FairleadListener listener,
    Supplier<Route.@Nullable ByName> bypass,
    Clock clock,
    LongSupplier nanoTime) {}
