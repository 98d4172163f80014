package dev.fairlead.benchmarks.simulation;

/** What is measured, in seconds of virtual time: calls that begin from {@code from} on. */
record Span(double from, double end) {}
