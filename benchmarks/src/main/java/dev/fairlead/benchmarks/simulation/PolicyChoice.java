package dev.fairlead.benchmarks.simulation;

import java.util.function.Function;

/**
 * A policy by its name.
 *
 * @param health whether the balancer ejects endpoints, starts them slowly and spills over; the
 *     policies to compare with are shown as they are
 */
record PolicyChoice(String name, Function<Seat, SimulatedPolicy> policy, boolean health) {}
