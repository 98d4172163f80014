package dev.fairlead.peers;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.endpoint.EndpointResolverInternal;
import io.vertx.core.net.Address;
import io.vertx.core.net.AddressResolver;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.endpoint.Endpoint;
import io.vertx.core.net.endpoint.LoadBalancer;
import java.util.List;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Endpoints as the client of Vert.x resolves them, without the look-up it does for each call. */
public class VertxEndpoints extends Addresses {
  Endpoint roundRobin;
  Endpoint p2c;

  private Vertx vertx;

  /** What is resolved. */
  private record Name(String name) implements Address {}

  @Setup
  public void prepare() throws Exception {
    vertx = Vertx.vertx();
    List<SocketAddress> servers = each(i -> SocketAddress.inetSocketAddress(PORT, ip(i)));
    roundRobin = resolved(servers, LoadBalancer.ROUND_ROBIN);
    p2c = resolved(servers, LoadBalancer.POWER_OF_TWO_CHOICES);
  }

  private Endpoint resolved(List<SocketAddress> servers, LoadBalancer balancer) throws Exception {
    AddressResolver<Name> resolver = AddressResolver.mappingResolver(name -> servers);
    return EndpointResolverInternal.create(
            (VertxInternal) vertx, resolver.endpointResolver(vertx), balancer, 0)
        .resolveEndpoint(new Name("orders"))
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }

  @TearDown
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }
}
