package dev.fairlead.peers;

import com.linecorp.armeria.client.Endpoint;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.spi.Candidate;
import io.grpc.LoadBalancer.PickResult;
import io.vertx.core.net.endpoint.ServerEndpoint;
import io.vertx.core.net.endpoint.ServerInteraction;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a choice among the same endpoints cost, here and elsewhere?
 *
 * <p>{@code ..Choice} is the choice alone. {@code ..Call} is what a call costs in all: the choice,
 * noted where it went, and the report of a success. grpc-java's round_robin and Armeria's keep no
 * account, so they have no {@code ..Call}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Picks {

  @Benchmark
  public PickResult grpcRoundRobinChoice(GrpcPicker grpc) {
    return grpc.roundRobin.pickSubchannel(grpc.call);
  }

  @Benchmark
  public Endpoint armeriaRoundRobinChoice(ArmeriaGroup armeria) {
    return armeria.roundRobin.selectNow(armeria.request);
  }

  @Benchmark
  public ServerEndpoint vertxRoundRobinChoice(VertxEndpoints vertx) {
    return vertx.roundRobin.selectServer();
  }

  @Benchmark
  public ServerEndpoint vertxP2cChoice(VertxEndpoints vertx) {
    return vertx.p2c.selectServer();
  }

  @Benchmark
  public ServerEndpoint vertxRoundRobinCall(VertxEndpoints vertx) {
    return called(vertx.roundRobin.selectServer());
  }

  @Benchmark
  public ServerEndpoint vertxP2cCall(VertxEndpoints vertx) {
    return called(vertx.p2c.selectServer());
  }

  /** Reports what the HTTP client of Vert.x reports of each call that succeeds. */
  private static ServerEndpoint called(ServerEndpoint server) {
    ServerInteraction interaction = server.newInteraction();
    interaction.reportRequestBegin();
    interaction.reportRequestEnd();
    interaction.reportResponseBegin();
    interaction.reportResponseEnd();
    return server;
  }

  @Benchmark
  public Candidate fairleadRoundRobinChoice(FairleadPickers fairlead) {
    return fairlead.roundRobin.pick(PickRequest.ANY, 0);
  }

  @Benchmark
  public Candidate fairleadRandomChoice(FairleadPickers fairlead) {
    return fairlead.random.pick(PickRequest.ANY, 0);
  }

  /** The clock is read for the pick, not by it: that is in {@link #fairleadP2cCall}. */
  @Benchmark
  public Candidate fairleadP2cChoice(FairleadPickers fairlead) {
    return fairlead.p2c.pick(PickRequest.ANY, fairlead.prepared);
  }

  @Benchmark
  public dev.fairlead.api.Endpoint fairleadRoundRobinCall(FairleadPickers fairlead) {
    return called(fairlead.byTurns);
  }

  @Benchmark
  public dev.fairlead.api.Endpoint fairleadP2cCall(FairleadPickers fairlead) {
    return called(fairlead.byLoad);
  }

  private static dev.fairlead.api.Endpoint called(LoadBalancer balancer) {
    Pick pick = balancer.pick();
    pick.complete(Outcome.SUCCESS);
    return pick.endpoint();
  }
}
