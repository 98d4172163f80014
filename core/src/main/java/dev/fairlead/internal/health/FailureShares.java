package dev.fairlead.internal.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which endpoints fail far more often than the others, over a window. Of five or more with enough
 * requests: those whose success share lies more than 1.9 standard deviations below the mean and
 * below 85 %. Of fewer: those of which half the requests fail while the others hardly do. Pure.
 */
final class FailureShares {
  /** With fewer requests in the window nothing is said of an endpoint. */
  static final int LEAST_REQUESTS = 30;

  private static final int LEAST_ENDPOINTS = 5;
  private static final double DEVIATIONS = 1.9;
  private static final double GOOD = 0.85;
  private static final double BAD_OF_FEW = 0.5;
  private static final double GOOD_OTHERS = 0.1;

  /** When that is the mean, what they all depend on is to blame. */
  private static final double MOST_FAIL = 0.5;

  private FailureShares() {}

  /**
   * The outliers, the worst first.
   *
   * @param failureShares of the endpoints with enough requests
   * @return indexes of {@code failureShares}
   */
  static List<Integer> outliers(double[] failureShares) {
    List<Integer> found = new ArrayList<>();
    double sum = 0;
    for (double share : failureShares) {
      sum += share;
    }
    if (sum > MOST_FAIL * failureShares.length) {
      return List.of();
    }
    for (int i = 0; i < failureShares.length; i++) {
      boolean outlier =
          failureShares.length >= LEAST_ENDPOINTS
              ? isFarOff(failureShares[i], sum, failureShares)
              : isAlone(failureShares[i], sum, failureShares.length);
      if (outlier) {
        found.add(i);
      }
    }
    found.sort(Comparator.comparingDouble((Integer i) -> failureShares[i]).reversed());
    return found;
  }

  private static boolean isFarOff(double share, double sum, double[] all) {
    double mean = sum / all.length;
    double squares = 0;
    for (double each : all) {
      squares += (each - mean) * (each - mean);
    }
    double deviation = Math.sqrt(squares / all.length);
    return share > mean + DEVIATIONS * deviation && 1 - share < GOOD;
  }

  private static boolean isAlone(double share, double sum, int count) {
    return count > 1 && share >= BAD_OF_FEW && (sum - share) / (count - 1) < GOOD_OTHERS;
  }
}
