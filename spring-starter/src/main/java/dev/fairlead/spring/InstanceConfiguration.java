package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * What the context of each service id of Spring Cloud LoadBalancer gets. A configuration of the
 * application for that id, or for all, comes first. Public only because code that is generated
 * ahead of time names it from another package.
 */
@Configuration(proxyBeanMethods = false)
public class InstanceConfiguration {

  /** Closed with the context of the id; those around it pass that on. */
  @Bean
  @Conditional(InstancePreference.Known.class)
  @ConditionalOnMissingBean(ServiceInstanceListSupplier.class)
  ServiceInstanceListSupplier fairleadInstances(
      ConfigurableApplicationContext context, Fairlead fairlead, DiscoveryProperties properties) {
    String serviceId =
        context.getEnvironment().getRequiredProperty(LoadBalancerClientFactory.PROPERTY_NAME);
    FairleadInstances instances =
        new FairleadInstances(serviceId, new ServiceTargets(fairlead, properties));
    return InstancePreference.of(context.getEnvironment()).around(instances, context);
  }
}
