package dev.fairlead.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator against queues whose mean time in the system is known: one client, one seed. */
class QueueingTheoryTest {
  private static final long SEED = 7;
  private static final double MEAN_MILLIS = 10;
  private static final int SERVERS = 500;
  private static final double WARM_UP = 15;
  private static final double MEASURED = 20;

  /**
   * A random choice makes each server a queue of its own, M/M/1: T = 1 / (1 - rho) service times.
   * The variance of its mean number over t service times is 2 rho (1 + rho) / (1 - rho)^4 / t
   * (Whitt, 1989); the tolerance is three deviations, over all servers.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.7, 0.9, 0.95})
  void aRandomChoiceIsAsSlowAsOneQueue(double rho) {
    double time = MEASURED * 1000 / MEAN_MILLIS * SERVERS;
    double deviation = Math.sqrt(2 * rho * (1 + rho) / Math.pow(1 - rho, 4) / time) / rho;
    assertThat(meanTime(scenario(SERVERS, 1, rho), Policies.RANDOM))
        .isCloseTo(1 / (1 - rho), within(3 * deviation));
  }

  /**
   * The better of two queues: T = sum over i of rho^(2^i - 2) for infinitely many servers
   * (Mitzenmacher, 2001). What 500 servers differ by is of the order of 1/500; allowed are 2 %.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.7, 0.9, 0.95})
  void theBetterOfTwoIsAsFastAsTheSupermarketModel(double rho) {
    double expected = 0;
    for (int i = 1; i < 12; i++) {
      expected += Math.pow(rho, Math.pow(2, i) - 2);
    }
    assertThat(meanTime(scenario(SERVERS, 1, rho), Policies.LEAST_REQUEST))
        .isCloseTo(expected, within(0.02 * expected));
  }

  /**
   * Eight workers with one queue, M/M/8: the wait is Erlang's C / (8 (1 - rho)). Its fluctuation is
   * like that of M/M/1 with eight times the rate, which is an eighth of the time.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9})
  void workersShareOneQueue(double rho) {
    int workers = 8;
    double expected = 1 + erlangC(workers, rho) / (workers * (1 - rho));
    double time = MEASURED * 1000 / MEAN_MILLIS * workers;
    Scenario scenario = scenario(1, workers, rho).measured(WARM_UP, WARM_UP + 20 * MEASURED);
    double deviation =
        Math.sqrt(2 * rho * (1 + rho) / Math.pow(1 - rho, 4) / (20 * time)) / (workers * rho);
    assertThat(meanTime(scenario, Policies.P2C)).isCloseTo(expected, within(3 * deviation));
  }

  private static double erlangC(int workers, double rho) {
    double load = workers * rho;
    double term = 1;
    double sum = 0;
    for (int k = 0; k < workers; k++) {
      sum += term;
      term *= load / (k + 1);
    }
    double all = term / (1 - rho);
    return all / (sum + all);
  }

  private static Scenario scenario(int servers, int workers, double rho) {
    return Scenario.named("theory")
        .servers(servers, workers, new ServiceTime(MEAN_MILLIS, ServiceTime.Shape.EXPONENTIAL))
        .clients(1)
        .utilisation(rho)
        .measured(WARM_UP, WARM_UP + MEASURED);
  }

  /** In service times. */
  private static double meanTime(Scenario scenario, PolicyChoice policy) {
    return Simulation.of(scenario, policy, SEED).latency().mean() / MEAN_MILLIS;
  }
}
