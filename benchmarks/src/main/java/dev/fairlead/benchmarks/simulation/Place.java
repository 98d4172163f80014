package dev.fairlead.benchmarks.simulation;

/** Where a server or a client runs. */
record Place(String node, String zone) {}
