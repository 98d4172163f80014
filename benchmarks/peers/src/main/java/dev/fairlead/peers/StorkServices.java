package dev.fairlead.peers;

import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.DefaultServiceInstance;
import io.smallrye.stork.impl.RoundRobinLoadBalancer;
import io.smallrye.stork.loadbalancer.poweroftwochoices.PowerOfTwoChoicesConfiguration;
import io.smallrye.stork.loadbalancer.poweroftwochoices.PowerOfTwoChoicesLoadBalancerProvider;
import java.util.List;
import org.openjdk.jmh.annotations.Setup;

/** Load balancers of SmallRye Stork, and the instances they are given at each call. */
public class StorkServices extends Addresses {
  List<ServiceInstance> instances;
  LoadBalancer roundRobin;
  LoadBalancer p2c;

  @Setup
  public void prepare() {
    instances = each(i -> new DefaultServiceInstance(i, ip(i), PORT, false));
    roundRobin = new RoundRobinLoadBalancer();
    p2c =
        new PowerOfTwoChoicesLoadBalancerProvider()
            .createLoadBalancer(new PowerOfTwoChoicesConfiguration(), null);
  }
}
