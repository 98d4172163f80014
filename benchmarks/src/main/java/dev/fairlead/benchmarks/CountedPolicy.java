package dev.fairlead.benchmarks;

import io.grpc.ConnectivityState;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.grpc.util.ForwardingLoadBalancerHelper;
import java.util.concurrent.atomic.AtomicInteger;

/** A registered policy under another name, whose pickers are counted. */
final class CountedPolicy extends LoadBalancerProvider {
  private final LoadBalancerProvider counted;
  private final AtomicInteger pickers = new AtomicInteger();

  private CountedPolicy(LoadBalancerProvider counted) {
    this.counted = counted;
  }

  /** Registers it. */
  static CountedPolicy of(String policy) {
    LoadBalancerRegistry registry = LoadBalancerRegistry.getDefaultRegistry();
    CountedPolicy made = new CountedPolicy(registry.getProvider(policy));
    registry.register(made);
    return made;
  }

  /** How many were published, by all channels together. */
  int pickers() {
    return pickers.get();
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public int getPriority() {
    return 5;
  }

  @Override
  public String getPolicyName() {
    return "counted_" + counted.getPolicyName();
  }

  @Override
  public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
    return counted.newLoadBalancer(
        new ForwardingLoadBalancerHelper() {
          @Override
          protected LoadBalancer.Helper delegate() {
            return helper;
          }

          @Override
          public void updateBalancingState(ConnectivityState state, SubchannelPicker picker) {
            pickers.incrementAndGet();
            super.updateBalancingState(state, picker);
          }
        });
  }
}
