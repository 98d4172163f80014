package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * The same for those whose RestClient and RestTemplate stay with Apache HttpClient: {@code
 * spring.http.clients.imperative.factory=http-components}.
 */
@AutoConfiguration(
    after = {FairleadAutoConfiguration.class, FairleadRestClientAutoConfiguration.class})
@ConditionalOnClass({
  HttpClientBuilder.class,
  HttpComponentsClientHttpRequestFactoryBuilder.class,
  ClientHttpRequestFactoryBuilderCustomizer.class
})
@ConditionalOnFairlead
@ConditionalOnBooleanProperty(name = "fairlead.rest-client.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ConnectProperties.class, RestClientProperties.class})
public final class FairleadHttpComponentsAutoConfiguration {
  private static final String NAME = "FAIRLEAD";

  @Bean
  ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder>
      fairleadHttpComponents(
          Fairlead fairlead, ConnectProperties connect, ObjectProvider<InetAddressFilter> filters) {
    PodExecution execution =
        new PodExecution(fairlead, connect.maxAttempts(), filters.getIfAvailable());
    return builder ->
        builder.withHttpClientCustomizer(
            client ->
                client.addExecInterceptorBefore(ChainElement.CONNECT.name(), NAME, execution));
  }
}
