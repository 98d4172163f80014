package dev.fairlead.spring;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.cloud.loadbalancer.config.BlockingLoadBalancerClientAutoConfiguration;
import org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** An application with Spring Cloud, and what it sees. */
final class CloudApplication {

  /** An application as it was before the starter. */
  @Configuration(proxyBeanMethods = false)
  static class Application {
    @Bean
    @LoadBalanced
    RestClient.Builder restClientBuilder() {
      return RestClient.builder();
    }
  }

  private CloudApplication() {}

  static ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                FairleadAutoConfiguration.class,
                FairleadDiscoveryAutoConfiguration.class,
                FairleadLoadBalancerAutoConfiguration.class,
                UtilAutoConfiguration.class,
                SimpleDiscoveryClientAutoConfiguration.class,
                CompositeDiscoveryClientAutoConfiguration.class,
                LoadBalancerAutoConfiguration.class,
                BlockingLoadBalancerClientAutoConfiguration.class,
                org.springframework.cloud.client.loadbalancer.LoadBalancerAutoConfiguration.class))
        .withUserConfiguration(Application.class);
  }

  static Set<String> hosts(ApplicationContext context, int calls) {
    LoadBalancerClient client = context.getBean(LoadBalancerClient.class);
    Set<String> hosts = new TreeSet<>();
    for (int i = 0; i < calls; i++) {
      ServiceInstance instance = client.choose("orders");
      hosts.add(instance == null ? "none" : instance.getHost());
    }
    return hosts;
  }

  static List<ServiceInstance> instances(ApplicationContext context, String serviceId) {
    return context.getBean(DiscoveryClient.class).getInstances(serviceId);
  }

  static Set<String> uris(List<ServiceInstance> instances) {
    return instances.stream().map(i -> i.getUri().toString()).collect(Collectors.toSet());
  }
}
