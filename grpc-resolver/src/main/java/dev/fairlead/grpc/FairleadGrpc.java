package dev.fairlead.grpc;

import dev.fairlead.Fairlead;
import io.grpc.CallOptions;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolver;

/**
 * Makes gRPC channels call pods: a channel to {@code k8s:///orders.shop:grpc} sends each call to an
 * endpoint of that Service.
 *
 * <pre>{@code
 * ManagedChannel channel =
 *     FairleadGrpc.configure(ManagedChannelBuilder.forTarget("k8s:///orders.shop:grpc"), fairlead)
 *         .build();
 * }</pre>
 *
 * <p>Without {@code configure} such a target works too: it uses one {@link Fairlead} of the
 * process, with the defaults, which lives as long as there are channels that use it.
 */
public final class FairleadGrpc {
  /** The name of the load-balancing policy, for service configs. */
  public static final String POLICY = "fairlead";

  /**
   * Which {@link Fairlead} a channel uses, for {@link ManagedChannelBuilder#setNameResolverArg}. It
   * stays the caller's: no channel closes it.
   */
  public static final NameResolver.Args.Key<Fairlead> FAIRLEAD =
      NameResolver.Args.Key.create("dev.fairlead.grpc.FAIRLEAD");

  /**
   * The key of a call, for the policy {@code rendezvous}: calls with equal keys go to the same
   * endpoint. {@code stub.withOption(FairleadGrpc.KEY, "customer-17")}.
   */
  public static final CallOptions.Key<String> KEY = CallOptions.Key.create("dev.fairlead.grpc.KEY");

  /** Set when the channel itself names the policy: the resolver sends no service config then. */
  static final NameResolver.Args.Key<Boolean> POLICY_IS_SET =
      NameResolver.Args.Key.create("dev.fairlead.grpc.POLICY_IS_SET");

  private FairleadGrpc() {}

  /**
   * Lets the channels of {@code builder} use {@code fairlead}, and returns the builder. The policy
   * {@code fairlead} becomes their default, so a service config of the caller keeps its retries and
   * time-outs, and its load balancing if it names one.
   *
   * @param fairlead stays the caller's; close the channels first
   */
  public static <B extends ManagedChannelBuilder<?>> B configure(B builder, Fairlead fairlead) {
    builder.setNameResolverArg(FAIRLEAD, fairlead);
    builder.setNameResolverArg(POLICY_IS_SET, true);
    builder.defaultLoadBalancingPolicy(POLICY);
    return builder;
  }
}
