package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.grpc.FairleadGrpc;
import dev.fairlead.spi.BalancingPolicy;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * How many unary calls a second does a gRPC channel make with Fairlead, and what does each cost?
 * Next to gRPC's round_robin over a resolver whose addresses never change, to the same servers:
 * over loopback, with small messages, for 1, 10 and 100 addresses and 1 and 8 threads.
 *
 * <p>The server is another process on the same machine.
 */
public final class GrpcThroughput {
  private static final long FIRST_WARM_UP_MILLIS = 15_000;
  private static final long WARM_UP_MILLIS = 3_000;
  private static final long ROUND_MILLIS = 1_000;

  private final int port;
  private final int rounds;

  private GrpcThroughput(int port, int rounds) {
    this.port = port;
    this.rounds = rounds;
  }

  /**
   * @param args how many rounds of each (10 if absent)
   */
  public static void main(String[] args) throws Exception {
    Process server = ChildJvm.start(GrpcServerProcess.class, "100");
    try {
      String port = server.inputReader(StandardCharsets.UTF_8).readLine();
      new GrpcThroughput(Integer.parseInt(port), args.length > 0 ? Integer.parseInt(args[0]) : 10)
          .table();
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private void table() throws InterruptedException, ExecutionException {
    System.out.printf(
        "Unary calls over loopback, %d rounds of %d ms of each by turns; %s%n",
        rounds, ROUND_MILLIS, Machine.words());
    System.out.println(Contest.legend());
    long warmUp = FIRST_WARM_UP_MILLIS;
    for (int threads : List.of(1, 8)) {
      for (int servers : List.of(1, 10, 100)) {
        compare(servers, threads, warmUp);
        warmUp = WARM_UP_MILLIS;
      }
    }
  }

  private void compare(int servers, int threads, long warmUp)
      throws InterruptedException, ExecutionException {
    StaticAddresses.are(servers, port);
    ManagedChannel plain =
        ManagedChannelBuilder.forTarget(StaticAddresses.TARGET)
            .usePlaintext()
            .defaultLoadBalancingPolicy("round_robin")
            .build();
    try (Fairlead p2c = fairlead(servers, BalancingPolicy.p2c());
        Fairlead roundRobin = fairlead(servers, BalancingPolicy.roundRobin())) {
      ManagedChannel byLoad = channel(p2c);
      ManagedChannel inTurn = channel(roundRobin);
      new Contest(rounds, ROUND_MILLIS)
          .with("gRPC, round_robin", () -> Hello.call(plain))
          .with("Fairlead, p2c", () -> Hello.call(byLoad))
          .with("Fairlead, round robin", () -> Hello.call(inTurn))
          .run(threads, warmUp)
          .print(servers + " addresses, " + threads + " threads");
      byLoad.shutdownNow();
      inTurn.shutdownNow();
    } finally {
      plain.shutdownNow();
    }
  }

  private Fairlead fairlead(int servers, BalancingPolicy policy) {
    FakeEndpointSource source = new FakeEndpointSource();
    source.tell(Slices.ORDERS, LoopbackPods.resolution(servers, port));
    return Fairlead.builder()
        .source(source)
        .location(new Location("node-0", "zone-a"))
        .policy(policy)
        .build();
  }

  private static ManagedChannel channel(Fairlead fairlead) {
    return FairleadGrpc.configure(
            ManagedChannelBuilder.forTarget("k8s:///orders.shop:http").usePlaintext(), fairlead)
        .build();
  }
}
