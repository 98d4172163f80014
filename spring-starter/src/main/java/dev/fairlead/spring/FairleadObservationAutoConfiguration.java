package dev.fairlead.spring;

import io.micrometer.observation.ObservationFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.observation.ClientRequestObservationContext;

/** Adds to the observations of RestClient and RestTemplate which pod was called. */
@AutoConfiguration(after = FairleadRestClientAutoConfiguration.class)
@ConditionalOnClass({ObservationFilter.class, ClientRequestObservationContext.class})
@ConditionalOnBean(OkHttpRequestFactoryBuilder.class)
public final class FairleadObservationAutoConfiguration {

  @Bean
  PodObservationFilter fairleadPodObservationFilter() {
    return new PodObservationFilter();
  }
}
