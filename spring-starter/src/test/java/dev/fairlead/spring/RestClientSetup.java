package dev.fairlead.spring;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

/** An application with RestClient and what the starter adds for it. */
final class RestClientSetup {
  private RestClientSetup() {}

  static ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                FairleadAutoConfiguration.class,
                FairleadOkHttpAutoConfiguration.class,
                FairleadRestClientAutoConfiguration.class,
                FairleadHttpComponentsAutoConfiguration.class,
                HttpClientAutoConfiguration.class,
                ImperativeHttpClientAutoConfiguration.class,
                RestClientAutoConfiguration.class));
  }

  static RestClient client(ApplicationContext context) {
    return context.getBean(RestClient.Builder.class).build();
  }
}
