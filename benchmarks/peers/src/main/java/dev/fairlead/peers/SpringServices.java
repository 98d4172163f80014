package dev.fairlead.peers;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Setup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/** The default load balancer of Spring Cloud over a list that never changes, without its cache. */
public class SpringServices extends Addresses {
  RoundRobinLoadBalancer roundRobin;

  /** What a service registry tells. */
  private record Known(Flux<List<ServiceInstance>> told) implements ServiceInstanceListSupplier {
    @Override
    public String getServiceId() {
      return "orders";
    }

    @Override
    public Flux<List<ServiceInstance>> get() {
      return told;
    }
  }

  /** The application context, of which the load balancer asks one object. */
  private record Only(ServiceInstanceListSupplier supplier)
      implements ObjectProvider<ServiceInstanceListSupplier> {
    @Override
    public ServiceInstanceListSupplier getObject() {
      return supplier;
    }

    @Override
    public Stream<ServiceInstanceListSupplier> stream() {
      return Stream.of(supplier);
    }
  }

  @Setup
  public void prepare() {
    List<ServiceInstance> instances =
        each(i -> new DefaultServiceInstance("orders-" + i, "orders", ip(i), PORT, false));
    roundRobin = new RoundRobinLoadBalancer(new Only(new Known(Flux.just(instances))), "orders");
  }
}
