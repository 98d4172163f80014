package dev.fairlead.benchmarks.simulation;

import dev.fairlead.spi.BalancingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A policy of one client.
 *
 * @param feedback told how calls went; null when the policy needs no more than the balancer knows
 */
record SimulatedPolicy(BalancingPolicy policy, @Nullable Feedback feedback) {}
