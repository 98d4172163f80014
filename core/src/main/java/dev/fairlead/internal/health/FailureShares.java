package dev.fairlead.internal.health;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which endpoints fail far more often than the others, over a window. Of five or more with enough
 * requests: those whose success share lies more than 1.9 standard deviations below the mean and
 * below 85 %, and by more than few requests would show by chance. Of fewer: those of which half the
 * requests fail while the others hardly do. Pure.
 */
final class FailureShares {
  /** With fewer requests in the window nothing is said of an endpoint. */
  static final int LEAST_REQUESTS = 30;

  private static final int LEAST_ENDPOINTS = 5;
  private static final double DEVIATIONS = 1.9;
  private static final double GOOD = 0.85;
  private static final double BAD_OF_FEW = 0.5;
  private static final double GOOD_OTHERS = 0.1;

  /**
   * In standard errors: where each endpoint fails one of 20 requests, 7 of 30 may be chance in one
   * of 1,500 windows.
   */
  private static final double SURE = 4;

  /** When that is the mean, what they all depend on is to blame. */
  private static final double MOST_FAIL = 0.5;

  private final double[] shares;
  private final long[] requests;
  private final double sum;

  private FailureShares(List<OutcomeWindow.Counts> of) {
    this.shares = of.stream().mapToDouble(OutcomeWindow.Counts::failureShare).toArray();
    this.requests = of.stream().mapToLong(OutcomeWindow.Counts::all).toArray();
    this.sum = Arrays.stream(shares).sum();
  }

  /**
   * The outliers, the worst first.
   *
   * @param of what the endpoints with enough requests did
   * @return indexes of {@code of}
   */
  static List<Integer> outliers(List<OutcomeWindow.Counts> of) {
    FailureShares all = new FailureShares(of);
    if (all.sum > MOST_FAIL * of.size()) {
      return List.of();
    }
    return IntStream.range(0, of.size())
        .filter(of.size() >= LEAST_ENDPOINTS ? all::isFarOff : all::isAlone)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> all.shares[i]).reversed())
        .toList();
  }

  private boolean isFarOff(int i) {
    double mean = sum / shares.length;
    double squares = 0;
    for (double each : shares) {
      squares += (each - mean) * (each - mean);
    }
    double deviation = Math.sqrt(squares / shares.length);
    double chance = Math.sqrt(mean * (1 - mean) / requests[i]);
    double above = shares[i] - mean;
    return above > DEVIATIONS * deviation && above > SURE * chance && 1 - shares[i] < GOOD;
  }

  private boolean isAlone(int i) {
    int others = shares.length - 1;
    return others > 0 && shares[i] >= BAD_OF_FEW && (sum - shares[i]) / others < GOOD_OTHERS;
  }
}
