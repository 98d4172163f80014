package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health of Fairlead, unless {@code management.health.fairlead.enabled} is false. */
@AutoConfiguration(after = FairleadAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnFairlead
@ConditionalOnEnabledHealthIndicator("fairlead")
public final class FairleadHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "fairleadHealthIndicator")
  FairleadHealthIndicator fairleadHealthIndicator(Fairlead fairlead) {
    return new FairleadHealthIndicator(fairlead);
  }
}
