package dev.fairlead.spring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Spring Cloud gets from Fairlead.
 *
 * @param services settings of single Services by service id, such as
 *     fairlead.services.[orders.shop].port=http
 * @param discoveryClient the DiscoveryClient and the ReactiveDiscoveryClient
 * @param loadBalancer the instances of Spring Cloud LoadBalancer
 */
@ConfigurationProperties("fairlead")
public record DiscoveryProperties(
    @DefaultValue Map<String, ServiceSettings> services,
    @DefaultValue DiscoveryClient discoveryClient,
    @DefaultValue LoadBalancer loadBalancer) {

  public DiscoveryProperties {
    services = Map.copyOf(services);
  }

  /**
   * Settings of one Service.
   *
   * @param port the Service port that instances are of, by name or number; unless set the only one,
   *     or else the one named http, or https
   */
  public record ServiceSettings(@Nullable String port) {}

  /**
   * The DiscoveryClient and the ReactiveDiscoveryClient.
   *
   * @param enabled whether there are a DiscoveryClient and a ReactiveDiscoveryClient of Fairlead
   */
  public record DiscoveryClient(@DefaultValue("true") boolean enabled) {}

  /**
   * The instances of Spring Cloud LoadBalancer.
   *
   * @param enabled whether Spring Cloud LoadBalancer gets its instances from Fairlead, with each
   *     change and without a cache; else from the discovery clients
   */
  public record LoadBalancer(@DefaultValue("true") boolean enabled) {}
}
