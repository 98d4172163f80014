package dev.fairlead.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Lets RestClient, RestTemplate and HTTP service clients that Boot builds call pods, whatever their
 * URLs: what is no Service goes as ever. An own {@link ClientHttpRequestFactoryBuilder} replaces
 * it. So does a library chosen by property or customized by a bean, since nobody else would heed
 * that.
 */
@AutoConfiguration(
    after = FairleadOkHttpAutoConfiguration.class,
    before = ImperativeHttpClientAutoConfiguration.class)
@ConditionalOnClass({ClientHttpRequestFactoryBuilder.class, ClientHttpRequestFactory.class})
@ConditionalOnBean(LoadBalancedOkHttp.class)
@ConditionalOnBooleanProperty(name = "fairlead.rest-client.enabled", matchIfMissing = true)
@Conditional(FairleadRestClientAutoConfiguration.NoOtherLibrary.class)
@EnableConfigurationProperties(RestClientProperties.class)
public final class FairleadRestClientAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean({
    ClientHttpRequestFactoryBuilder.class,
    ClientHttpRequestFactoryBuilderCustomizer.class
  })
  OkHttpRequestFactoryBuilder fairleadRequestFactoryBuilder(LoadBalancedOkHttp okHttp) {
    return new OkHttpRequestFactoryBuilder(okHttp.client());
  }

  /** The application has not chosen a library. */
  static final class NoOtherLibrary extends NoneNestedConditions {

    NoOtherLibrary() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("spring.http.clients.imperative.factory")
    static final class Chosen {}
  }
}
