package dev.fairlead.peers;

import org.openjdk.jmh.annotations.Threads;

/** {@link Picks} by one thread. */
@Threads(1)
public class OneThread extends Picks {}
