package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What the context of each service id of Spring Cloud LoadBalancer gets. A configuration of the
 * application for that id, or for all, comes first.
 */
@Configuration(proxyBeanMethods = false)
class InstanceConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean(ServiceInstanceListSupplier.class)
  FairleadInstances fairleadInstances(
      Environment environment, Fairlead fairlead, DiscoveryProperties properties) {
    String serviceId = environment.getRequiredProperty(LoadBalancerClientFactory.PROPERTY_NAME);
    return new FairleadInstances(serviceId, new ServiceTargets(fairlead, properties));
  }
}
