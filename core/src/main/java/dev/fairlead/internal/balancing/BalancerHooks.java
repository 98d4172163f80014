package dev.fairlead.internal.balancing;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Route;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.IntUnaryOperator;
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
 * @param control the control plane: runs tasks in order, one at a time
 * @param random given a bound, a number from 0 below it; any thread
 */
public record BalancerHooks(
    @Nullable FairleadListener listener,
    Supplier<Route.@Nullable ByName> bypass,
    Clock clock,
    LongSupplier nanoTime,
    Executor control,
    IntUnaryOperator random) {}
