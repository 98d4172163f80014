package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureSharesTest {

  @Test
  void ofManyThoseFarBelowTheMeanAreOutliers() {
    // mean 0.1, deviation 0.3, border 0.67
    assertThat(FailureShares.outliers(new double[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 0}))
        .containsExactly(2);
  }

  @Test
  void whatSucceedsOftenEnoughIsNone() {
    assertThat(FailureShares.outliers(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0.15})).isEmpty();
    assertThat(FailureShares.outliers(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0.16}))
        .containsExactly(9);
  }

  @Test
  void whereAllFailAlikeNoneIs() {
    assertThat(FailureShares.outliers(new double[] {0.3, 0.31, 0.29, 0.3, 0.3, 0.3})).isEmpty();
    assertThat(FailureShares.outliers(new double[5])).isEmpty();
  }

  @Test
  void twoOfFiveAreTooManyToStandOut() {
    // mean 0.4, deviation 0.49, border 1.33
    assertThat(FailureShares.outliers(new double[] {1, 1, 0, 0, 0})).isEmpty();
  }

  @Test
  void theWorstComesFirst() {
    double[] shares = new double[20];
    shares[3] = 0.7;
    shares[7] = 0.9;

    assertThat(FailureShares.outliers(shares)).containsExactly(7, 3);
  }

  @Test
  void ofFewItFailsHalfTheTimeAndTheOthersHardly() {
    assertThat(FailureShares.outliers(new double[] {0.5, 0.05, 0.05})).containsExactly(0);
    assertThat(FailureShares.outliers(new double[] {0.49, 0.05, 0.05})).isEmpty();
    assertThat(FailureShares.outliers(new double[] {0.5, 0.11, 0.11})).isEmpty();
    assertThat(FailureShares.outliers(new double[] {1, 0})).containsExactly(0);
  }

  @Test
  void ofOneNothingCanBeSaid() {
    assertThat(FailureShares.outliers(new double[] {0.5})).isEmpty();
    assertThat(FailureShares.outliers(new double[] {})).isEmpty();
  }

  @Test
  void whereMostFailWhatTheyDependOnIsToBlame() {
    double[] shares = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1};

    assertThat(FailureShares.outliers(shares)).isEmpty();
  }
}
