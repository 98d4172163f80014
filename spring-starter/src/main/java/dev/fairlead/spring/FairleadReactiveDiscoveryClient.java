package dev.fairlead.spring;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The same answers for reactive callers; the first one of a Service is waited for elsewhere. */
final class FairleadReactiveDiscoveryClient implements ReactiveDiscoveryClient {
  private final DiscoveryClient client;

  FairleadReactiveDiscoveryClient(DiscoveryClient client) {
    this.client = client;
  }

  @Override
  public String description() {
    return client.description();
  }

  @Override
  public Flux<ServiceInstance> getInstances(String serviceId) {
    return Flux.defer(() -> Flux.fromIterable(client.getInstances(serviceId)))
        .subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public Flux<String> getServices() {
    return Flux.defer(() -> Flux.fromIterable(client.getServices()));
  }

  @Override
  public Mono<Void> reactiveProbe() {
    return Mono.empty(); // the health indicator of Fairlead tells more
  }

  @Override
  public int getOrder() {
    return client.getOrder();
  }
}
