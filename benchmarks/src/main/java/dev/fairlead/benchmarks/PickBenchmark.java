package dev.fairlead.benchmarks;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a choice cost a request, and does it grow with the number of endpoints? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PickBenchmark {

  @Param({"round_robin", "random", "p2c"})
  public String policy;

  @Param({"10", "10000"})
  public int endpoints;

  private Picker picker;
  private TargetBalancer balancer;

  private record Plain(Endpoint endpoint) implements Candidate {
    @Override
    public int inFlight() {
      return 0;
    }
  }

  @Setup
  public void prepare() {
    BalancingPolicy chosen =
        switch (policy) {
          case "random" -> BalancingPolicy.random();
          case "p2c" -> BalancingPolicy.p2c();
          default -> BalancingPolicy.roundRobin();
        };
    List<Plain> candidates =
        IntStream.range(0, endpoints)
            .mapToObj(i -> new Plain(Endpoint.of("10.1." + i / 250 + "." + i % 250, 80)))
            .toList();
    picker = chosen.newPicker(candidates);
    balancer = Balancers.of(chosen);
    balancer.resolved(
        new Resolution.Found(
            new ServiceSnapshot(Slices.service(TrafficPolicy.CLUSTER), Slices.many(endpoints))));
  }

  /** The choice alone. */
  @Benchmark
  public Candidate picker() {
    return picker.pick(PickRequest.ANY, 0);
  }

  /** The choice, counted at the endpoint, and its report. */
  @Benchmark
  public Endpoint pickAndComplete() {
    Pick pick = balancer.pick();
    pick.complete(Outcome.SUCCESS);
    return pick.endpoint();
  }
}
