package dev.fairlead.benchmarks.simulation;

import java.util.function.IntUnaryOperator;

/** What a policy is made for: one client. */
record Seat(IntUnaryOperator random, Fleet fleet) {}
