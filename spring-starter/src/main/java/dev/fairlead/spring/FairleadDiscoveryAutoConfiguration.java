package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.ConditionalOnDiscoveryEnabled;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;

/** Discovery clients of Spring Cloud that know the Services, beside those of other registries. */
@AutoConfiguration(
    after = FairleadAutoConfiguration.class,
    beforeName = {
      "org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration",
      "org.springframework.cloud.client.discovery.composite.reactive.ReactiveCompositeDiscoveryClientAutoConfiguration"
    })
@ConditionalOnClass({DiscoveryClient.class, ConditionalOnDiscoveryEnabled.class})
@ConditionalOnFairlead
@ConditionalOnDiscoveryEnabled
@ConditionalOnBooleanProperty(name = "fairlead.discovery-client.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DiscoveryProperties.class)
public final class FairleadDiscoveryAutoConfiguration {

  @Bean
  @ConditionalOnBooleanProperty(
      name = "spring.cloud.discovery.blocking.enabled",
      matchIfMissing = true)
  @ConditionalOnMissingBean
  FairleadDiscoveryClient fairleadDiscoveryClient(
      Fairlead fairlead, DiscoveryProperties properties) {
    return new FairleadDiscoveryClient(new ServiceTargets(fairlead, properties));
  }

  @Bean
  @ConditionalOnBooleanProperty(
      name = "spring.cloud.discovery.reactive.enabled",
      matchIfMissing = true)
  @ConditionalOnClass(name = "reactor.core.publisher.Flux")
  @ConditionalOnMissingBean
  FairleadReactiveDiscoveryClient fairleadReactiveDiscoveryClient(
      Fairlead fairlead, DiscoveryProperties properties) {
    return new FairleadReactiveDiscoveryClient(
        new FairleadDiscoveryClient(new ServiceTargets(fairlead, properties)));
  }
}
