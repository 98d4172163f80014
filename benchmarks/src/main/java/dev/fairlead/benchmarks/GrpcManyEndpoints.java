package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.grpc.FairleadGrpc;
import dev.fairlead.spi.BalancingPolicy;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.ClientCalls;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What does a channel to 1,000 endpoints cost: until the first call is answered, until every
 * endpoint has answered one, pickers made by then, heap per endpoint? Next to gRPC's round_robin
 * over a resolver whose addresses never change. By turns in one JVM; the server is another process.
 */
public final class GrpcManyEndpoints {
  private final int endpoints;
  private final int port;
  private final CountedPolicy fairleads = CountedPolicy.of("fairlead");
  private final CountedPolicy plains = CountedPolicy.of("round_robin");
  private final FakeEndpointSource source = new FakeEndpointSource();

  /** What the rounds of one side gave. */
  private static final class Figures {
    final List<Double> first = new ArrayList<>();
    final List<Double> all = new ArrayList<>();
    final List<Double> pickers = new ArrayList<>();
    final List<Double> bytes = new ArrayList<>();
  }

  private GrpcManyEndpoints(int endpoints, int port) {
    this.endpoints = endpoints;
    this.port = port;
    source.tell(Slices.ORDERS, LoopbackPods.resolution(endpoints, port));
    StaticAddresses.are(endpoints, port);
  }

  /**
   * @param args how many endpoints (1,000 if absent), how many rounds (5 if absent)
   */
  public static void main(String[] args) throws Exception {
    int endpoints = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Process server = ChildJvm.start(GrpcServerProcess.class, "" + endpoints);
    try {
      String port = server.inputReader(StandardCharsets.UTF_8).readLine();
      new GrpcManyEndpoints(endpoints, Integer.parseInt(port)).table(rounds);
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private void table(int rounds) throws InterruptedException {
    System.out.printf(
        "A channel to %d endpoints over loopback, %d rounds of each by turns; %s%n",
        endpoints, rounds, Machine.words());
    Figures plain = new Figures();
    Figures fairlead = new Figures();
    for (int round = -1; round < rounds; round++) { // the first one warms up
      plainRound(round < 0 ? new Figures() : plain);
      fairleadRound(round < 0 ? new Figures() : fairlead);
    }
    print("gRPC, round_robin", plain);
    print("Fairlead, round robin", fairlead);
  }

  private static void print(String words, Figures figures) {
    System.out.printf("%n%s%n", words);
    System.out.printf("  first call, ms                %s%n", Spread.of(figures.first));
    System.out.printf("  every endpoint answered, ms   %s%n", Spread.of(figures.all));
    System.out.printf("  pickers by then               %s%n", Spread.of(figures.pickers));
    System.out.printf("  heap, bytes for each endpoint %s%n", Spread.of(figures.bytes));
  }

  private void plainRound(Figures to) throws InterruptedException {
    measure(
        to,
        plains,
        ManagedChannelBuilder.forTarget(StaticAddresses.TARGET)
            .defaultLoadBalancingPolicy("counted_round_robin"));
  }

  private void fairleadRound(Figures to) throws InterruptedException {
    try (Fairlead fairlead =
        Fairlead.builder()
            .source(source)
            .location(new Location("node-0", "zone-a"))
            .policy(BalancingPolicy.roundRobin())
            .build()) {
      var ready = fairlead.loadBalancer(Balancers.ORDERS).pick();
      ready.close();
      measure(
          to,
          fairleads,
          FairleadGrpc.configure(
                  ManagedChannelBuilder.forTarget("k8s:///orders.shop:http"), fairlead)
              .defaultLoadBalancingPolicy("counted_fairlead"));
    }
  }

  private void measure(Figures to, CountedPolicy policy, ManagedChannelBuilder<?> builder)
      throws InterruptedException {
    long before = used();
    int pickers = policy.pickers();
    long begun = System.nanoTime();
    ManagedChannel channel = builder.usePlaintext().build();
    Set<SocketAddress> answered = new HashSet<>();
    answered.add(call(channel));
    to.first.add((System.nanoTime() - begun) / 1e6);
    while (answered.size() < endpoints) {
      answered.add(call(channel));
    }
    to.all.add((System.nanoTime() - begun) / 1e6);
    to.pickers.add((double) (policy.pickers() - pickers));
    to.bytes.add((used() - before) / (double) endpoints);
    channel.shutdownNow();
    var unused = channel.awaitTermination(1, TimeUnit.MINUTES);
  }

  /** One call; who answered. */
  private static SocketAddress call(ManagedChannel channel) {
    SocketAddress[] remote = new SocketAddress[1];
    ClientStreamTracer.Factory noting =
        new ClientStreamTracer.Factory() {
          @Override
          public ClientStreamTracer newClientStreamTracer(
              ClientStreamTracer.StreamInfo info, Metadata headers) {
            return new ClientStreamTracer() {
              @Override
              public void streamCreated(Attributes transport, Metadata sent) {
                remote[0] = transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
              }
            };
          }
        };
    ClientCall<byte[], byte[]> call =
        channel.newCall(Hello.CALL, CallOptions.DEFAULT.withStreamTracerFactory(noting));
    var unused = ClientCalls.blockingUnaryCall(call, new byte[8]);
    return remote[0];
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
