package dev.fairlead.peers;

import org.openjdk.jmh.annotations.Threads;

/** {@link Picks} by two threads at once, over the same endpoints. */
@Threads(2)
public class TwoThreads extends Picks {}
