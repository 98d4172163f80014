package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Slice;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.grpc.PickerHarness;
import dev.fairlead.spi.BalancingPolicy;
import io.grpc.CallOptions;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does {@code pickSubchannel} cost next to that of gRPC's round_robin? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrpcPickBenchmark {

  @Param({"grpc_round_robin", "fairlead_round_robin", "fairlead_p2c"})
  public String policy;

  @Param({"1", "10", "1000"})
  public int endpoints;

  private final PickSubchannelArgs args = new UnaryCall();
  private FakeEndpointSource source;
  private Fairlead fairlead;
  private PickerHarness channel;
  private SubchannelPicker picker;

  private static final class UnaryCall extends PickSubchannelArgs {
    private final Metadata headers = new Metadata();

    @Override
    public CallOptions getCallOptions() {
      return CallOptions.DEFAULT;
    }

    @Override
    public Metadata getHeaders() {
      return headers;
    }

    @Override
    public MethodDescriptor<?, ?> getMethodDescriptor() {
      return Hello.CALL;
    }
  }

  @Setup(Level.Trial)
  public void prepare() throws InterruptedException {
    BalancingPolicy chosen =
        policy.equals("fairlead_p2c") ? BalancingPolicy.p2c() : BalancingPolicy.roundRobin();
    source = new FakeEndpointSource();
    source.tell(Slices.ORDERS, Slices.found(Slices.many(endpoints).toArray(Slice[]::new)));
    fairlead = Fairlead.builder().source(source).policy(chosen).build();
    if (policy.startsWith("grpc_")) {
      channel = new PickerHarness("round_robin");
      channel.resolved(
          IntStream.range(0, endpoints)
              .mapToObj(i -> new InetSocketAddress("10.1." + i / 250 + "." + (i % 250 + 1), 80))
              .map(EquivalentAddressGroup::new)
              .toList());
    } else {
      channel = new PickerHarness("fairlead");
      channel.resolved(fairlead, Balancers.ORDERS);
    }
    TimeUnit.MILLISECONDS.sleep(200); // further connections come to a picker some ms later
    picker = channel.picker();
  }

  @TearDown(Level.Trial)
  public void close() {
    channel.close();
    fairlead.close();
  }

  /** One choice, by one thread. */
  @Benchmark
  public PickResult pick() {
    return picker.pickSubchannel(args);
  }
}
