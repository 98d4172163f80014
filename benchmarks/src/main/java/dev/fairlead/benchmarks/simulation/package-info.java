/**
 * Hours of traffic in virtual time: the real balancer, one for each simulated client, over servers
 * that queue, slow down, pause, fail and fall silent. The same seed gives the same figures.
 *
 * <p>Start at {@link dev.fairlead.benchmarks.simulation.Simulation}; what is simulated is listed in
 * {@link dev.fairlead.benchmarks.simulation.Scenarios}, what must hold in {@link
 * dev.fairlead.benchmarks.simulation.Gates}.
 */
@NullMarked
package dev.fairlead.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
