package dev.fairlead.benchmarks;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.spi.BalancingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/**
 * How long after one endpoint has changed do requests see it? From the decoded slice to the new
 * picker, with slices of 100.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RebuildBenchmark {

  @Param({"10", "1000", "10000"})
  public int endpoints;

  private NamespaceState state;
  private TargetBalancer balancer;
  private Slice ready;
  private Slice unready;
  private boolean isReady = true;

  @Setup
  public void prepare() {
    balancer = Balancers.of(BalancingPolicy.roundRobin());
    state = new NamespaceState();
    state.put(Slices.service(TrafficPolicy.CLUSTER), "1");
    List<Slice> slices = Slices.many(endpoints);
    slices.forEach(slice -> state.put(slice, "1"));
    state.watch(Slices.ORDERS.name(), balancer::resolved);
    state.publish();
    ready = slices.get(slices.size() / 2);
    unready = withFirstUnready(ready);
    requireSize(endpoints);
    flip();
    requireSize(endpoints - 1);
  }

  private static Slice withFirstUnready(Slice slice) {
    List<EndpointRecord> records = new ArrayList<>(slice.endpoints());
    EndpointRecord first = records.get(0);
    Conditions starting = new Conditions(false, false, false);
    records.set(0, Slices.record(first.address(), first.node(), starting));
    return Slices.slice(slice.name(), records);
  }

  private void requireSize(int expected) {
    int actual = ((Selection.Eligible) balancer.selection()).endpoints().size();
    if (actual != expected) {
      throw new IllegalStateException("Chosen from " + actual + " endpoints, not " + expected);
    }
  }

  private void flip() {
    isReady = !isReady;
    state.put(isReady ? ready : unready, isReady ? "1" : "2");
    state.publish();
  }

  /** The changed slice into the store, the Service put together, selected, counters taken over. */
  @Benchmark
  public Selection rebuild() {
    flip();
    return balancer.selection();
  }
}
