package dev.fairlead.peers;

import io.smallrye.stork.api.ServiceInstance;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;

/**
 * The same question as {@link Picks} to the libraries that allocate at each choice, by one thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class AllocatingPicks {
  private static final Request<?> REQUEST = new DefaultRequest<>();

  @Benchmark
  public ServiceInstance storkRoundRobinChoice(StorkServices stork) {
    return stork.roundRobin.selectServiceInstance(stork.instances);
  }

  @Benchmark
  public ServiceInstance storkP2cChoice(StorkServices stork) {
    return stork.p2c.selectServiceInstance(stork.instances);
  }

  @Benchmark
  public ServiceInstance storkP2cCall(StorkServices stork) {
    ServiceInstance chosen = stork.p2c.selectServiceInstance(stork.instances);
    chosen.recordStart(true);
    chosen.recordReply();
    chosen.recordEnd(null);
    return chosen;
  }

  /** As a client that blocks asks it. */
  @Benchmark
  public Response<?> springRoundRobinBlocking(SpringServices spring) {
    return spring.roundRobin.choose(REQUEST).block();
  }

  /** As a reactive client asks it. */
  @Benchmark
  public void springRoundRobinReactive(SpringServices spring, Blackhole blackhole) {
    spring.roundRobin.choose(REQUEST).subscribe(blackhole::consume);
  }
}
