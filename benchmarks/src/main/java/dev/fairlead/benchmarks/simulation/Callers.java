package dev.fairlead.benchmarks.simulation;

import java.util.function.IntFunction;

/**
 * The clients of a scenario. Each call is made by any one of them.
 *
 * @param utilisation the calls a second, as a share of what the servers can answer; 0 to 1
 * @param timeoutSeconds how long a client waits for an answer; 0 for ever
 * @param burstMillis all call at twice the rate for so long, and then not at all for as long; 0
 *     when the rate is even
 * @param places where each runs
 * @param reach where its calls may go
 */
record Callers(
    int count,
    double utilisation,
    double timeoutSeconds,
    double burstMillis,
    IntFunction<Place> places,
    Reach reach) {}
