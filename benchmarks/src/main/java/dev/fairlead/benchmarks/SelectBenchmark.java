package dev.fairlead.benchmarks;

import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Location;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Query;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.selection.EndpointSelector;
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

/** How long does the control plane take to decide anew after any change of a Service? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SelectBenchmark {
  private static final Query QUERY = Query.of(new PortRef.Named("http"));
  private static final Location LOCATION = new Location("node-3", "zone-a");

  /** CLUSTER: all of them; ZONE: hinted for ten zones; LOCAL: those of one node in ten. */
  @Param({"CLUSTER", "ZONE", "LOCAL"})
  public String rule;

  @Param({"10", "1000", "10000"})
  public int endpoints;

  private Service service;
  private List<Slice> slices;

  @Setup
  public void prepare() {
    service = Slices.service(rule.equals("LOCAL") ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER);
    slices = Slices.many(endpoints);
    if (rule.equals("ZONE")) {
      slices = slices.stream().map(SelectBenchmark::hinted).toList();
    }
  }

  private static Slice hinted(Slice slice) {
    return Slices.slice(
        slice.name(), slice.endpoints().stream().map(SelectBenchmark::hinted).toList());
  }

  private static EndpointRecord hinted(EndpointRecord record) {
    String zone = "node-3".equals(record.node()) ? "zone-a" : "zone-b";
    TopologyHints hints = new TopologyHints(List.of(), List.of(zone));
    return new EndpointRecord(
        record.address(), record.conditions(), record.node(), record.zone(), hints, record.pod());
  }

  @Benchmark
  public Selection select() {
    return EndpointSelector.select(service, slices, QUERY, LOCATION);
  }
}
