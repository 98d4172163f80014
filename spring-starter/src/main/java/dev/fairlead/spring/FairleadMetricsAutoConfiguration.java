package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.micrometer.FairleadMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The meters of Fairlead in the application's registry. Heard by the {@link Fairlead} that {@link
 * FairleadAutoConfiguration} builds; one that the application builds itself takes the bean as its
 * listener.
 */
@AutoConfiguration(
    after = FairleadAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({FairleadMetrics.class, MeterRegistry.class})
@ConditionalOnBooleanProperty(name = "fairlead.metrics.enabled", matchIfMissing = true)
@ConditionalOnFairlead
@ConditionalOnBean(MeterRegistry.class)
@EnableConfigurationProperties(MetricsProperties.class)
public final class FairleadMetricsAutoConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  FairleadMetrics fairleadMetrics(MeterRegistry registry, MetricsProperties properties) {
    return FairleadMetrics.builder(registry).endpointTags(properties.endpointTags()).build();
  }
}
