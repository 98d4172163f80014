package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint {@code fairlead}, where it is exposed. */
@AutoConfiguration(after = FairleadAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnFairlead
@ConditionalOnAvailableEndpoint(FairleadEndpoint.class)
public final class FairleadEndpointAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  FairleadEndpoint fairleadEndpoint(Fairlead fairlead) {
    return new FairleadEndpoint(fairlead);
  }
}
