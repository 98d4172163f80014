package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.internal.health.OutcomeWindow.Counts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureSharesTest {

  /** Of endpoints that failed these shares of so many requests that chance has no part in it. */
  private static List<Integer> outliers(double... shares) {
    return FailureShares.outliers(
        Arrays.stream(shares)
            .mapToObj(share -> failed((int) Math.round(1_000 * share), 1_000))
            .toList());
  }

  private static Counts failed(int failures, int requests) {
    return new Counts(requests - failures, failures);
  }

  @Test
  void ofManyThoseFarBelowTheMeanAreOutliers() {
    // mean 0.1, deviation 0.3, border 0.67
    assertThat(outliers(0, 0, 1, 0, 0, 0, 0, 0, 0, 0)).containsExactly(2);
  }

  @Test
  void whatSucceedsOftenEnoughIsNone() {
    assertThat(outliers(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.15)).isEmpty();
    assertThat(outliers(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.16)).containsExactly(9);
  }

  @Test
  void whereAllFailAlikeNoneIs() {
    assertThat(outliers(0.3, 0.31, 0.29, 0.3, 0.3, 0.3)).isEmpty();
    assertThat(outliers(new double[5])).isEmpty();
  }

  @Test
  void twoOfFiveAreTooManyToStandOut() {
    // mean 0.4, deviation 0.49, border 1.33
    assertThat(outliers(1, 1, 0, 0, 0)).isEmpty();
  }

  @Test
  void theWorstComesFirst() {
    double[] shares = new double[20];
    shares[3] = 0.7;
    shares[7] = 0.9;

    assertThat(outliers(shares)).containsExactly(7, 3);
  }

  @Test
  void ofFewItFailsHalfTheTimeAndTheOthersHardly() {
    assertThat(outliers(0.5, 0.05, 0.05)).containsExactly(0);
    assertThat(outliers(0.49, 0.05, 0.05)).isEmpty();
    assertThat(outliers(0.5, 0.11, 0.11)).isEmpty();
    assertThat(outliers(1, 0)).containsExactly(0);
  }

  @Test
  void ofOneNothingCanBeSaid() {
    assertThat(outliers(0.5)).isEmpty();
    assertThat(outliers()).isEmpty();
  }

  @Test
  void whereMostFailWhatTheyDependOnIsToBlame() {
    double[] shares = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1};

    assertThat(outliers(shares)).isEmpty();
  }

  @Test
  void whatMayBeChanceIsNone() {
    List<Counts> all = new ArrayList<>(Collections.nCopies(9, failed(50, 1_000)));
    all.add(failed(6, 30));
    assertThat(FailureShares.outliers(all)).isEmpty();
    all.set(9, failed(8, 30));
    assertThat(FailureShares.outliers(all)).containsExactly(9);
    all.set(9, failed(200, 1_000));
    assertThat(FailureShares.outliers(all)).as("the same share of many").containsExactly(9);
  }
}
