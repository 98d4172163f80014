package dev.fairlead.internal.watching;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param untilHead the head of any response
 * @param listStall a list of which nothing more comes is given up
 * @param silent a watch that tells nothing, not even a bookmark (one a minute), is given up
 * @param probeAfter a connection of which nothing was heard is asked for a sign of life
 * @param longestBackoff between two tries
 * @param shortestWatch a watch that ends sooner, having told nothing, is begun again with a pause
 * @param watchLength a server ends a watch after this and up to twice as long
 * @param tick how often all this is looked at
 */
public record WatchTimes(
    Duration untilHead,
    Duration listStall,
    Duration silent,
    Duration probeAfter,
    Duration longestBackoff,
    Duration shortestWatch,
    Duration watchLength,
    Duration tick) {

  /**
   * A frozen server is noticed within 55 s (40 s quiet, 5 s to the next look, 10 s for the sign of
   * life), one silent watch within 95 s.
   */
  public static final WatchTimes DEFAULT =
      new WatchTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofSeconds(40),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(300),
          Duration.ofSeconds(5));
}
