package dev.fairlead.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Scenario SHORT = Scenario.named("short").measured(1, 3);

  @Test
  void theSameSeedGivesTheSameFigures() {
    assertThat(Simulation.of(SHORT, Policies.P2C, 3))
        .isEqualTo(Simulation.of(SHORT, Policies.P2C, 3))
        .isNotEqualTo(Simulation.of(SHORT, Policies.P2C, 4));
  }

  @Test
  void aServerThatIsSilentTimesItsCallsOut() {
    Scenario silent =
        SHORT
            .servers(1)
            .timeout(0.5)
            .happens(stage -> stage.at(1, () -> stage.server(0).is(Condition.SILENT)));
    assertThat(Simulation.of(silent, Policies.RANDOM, 3).errorPercent()).isEqualTo(100);
  }

  @Test
  void aFullQueueRejects() {
    Scenario scenario = SHORT.servers(1).utilisation(2);
    Machines m = scenario.machines();
    Scenario full = scenario.with(new Machines(1, m.workers(), m.time(), 10, m.places()));
    // Half of what comes can be answered.
    assertThat(Simulation.of(full, Policies.RANDOM, 3).errorPercent()).isBetween(40.0, 60.0);
  }

  @Test
  void whoHasLeftGetsNoCall() {
    Scenario left = SHORT.servers(3).watchingFirst(1).happens(stage -> stage.leave(0, 1));
    assertThat(Simulation.of(left, Policies.RANDOM, 3).spread().badServerSharePercent()).isZero();
  }

  @Test
  void whoJoinsGetsCalls() {
    Scenario joined =
        SHORT
            .servers(2)
            .with(new Watched(number -> number >= 2, new Span(2, 3), Double.NaN))
            .happens(stage -> stage.at(2, () -> stage.join(2)));
    assertThat(Simulation.of(joined, Policies.ROUND_ROBIN, 3).spread().badServerSharePercent())
        .isBetween(45.0, 55.0);
  }

  @Test
  void aClientOfALocalServiceStaysOnItsNode() {
    Result result = Simulation.of(Scenarios.named("S12").measured(1, 2), Policies.P2C, 3);
    assertThat(result.spread().crossZonePercent()).isZero();
    assertThat(result.errorPercent()).isZero();
  }

  @Test
  void burstsKeepTheMeanRate() {
    Result even = Simulation.of(SHORT, Policies.RANDOM, 3);
    Scenario bursts = Scenarios.named("S15/bursts").utilisation(0.65).measured(1, 3);
    Result uneven = Simulation.of(bursts, Policies.RANDOM, 3);
    // At the same utilisation on average, those that come together wait longer.
    assertThat(uneven.latency().p50()).isGreaterThan(even.latency().p50());
  }
}
