package dev.fairlead.grpc;

import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.grpc.NameResolver.ConfigOrError;
import java.util.Map;
import java.util.Objects;

/** The load-balancing policy {@code fairlead}. gRPC finds it by itself. */
public final class FairleadLoadBalancerProvider extends LoadBalancerProvider {
  private static final int PRIORITY = 5;

  /** For {@link java.util.ServiceLoader}. */
  public FairleadLoadBalancerProvider() {}

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  @Override
  public String getPolicyName() {
    return FairleadGrpc.POLICY;
  }

  @Override
  public ConfigOrError parseLoadBalancingPolicyConfig(Map<String, ?> raw) {
    return PolicyConfig.parse(raw);
  }

  @Override
  public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
    LoadBalancerProvider leaf = LoadBalancerRegistry.getDefaultRegistry().getProvider("pick_first");
    return new FairleadLoadBalancer(helper, Objects.requireNonNull(leaf, "pick_first"));
  }
}
