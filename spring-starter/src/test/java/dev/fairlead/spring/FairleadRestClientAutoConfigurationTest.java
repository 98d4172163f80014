package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.client.ClientHttpRequestFactory;

class FairleadRestClientAutoConfigurationTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadAutoConfiguration.class,
                  FairleadOkHttpAutoConfiguration.class,
                  FairleadRestClientAutoConfiguration.class,
                  HttpClientAutoConfiguration.class,
                  ImperativeHttpClientAutoConfiguration.class));

  @Test
  void requestFactoriesOfBootAreOurs() {
    application.run(
        context ->
            assertThat(context)
                .getBean(ClientHttpRequestFactory.class)
                .isInstanceOf(OkHttpClientHttpRequestFactory.class));
  }

  @Test
  void aLibraryThatTheApplicationChoosesIsUsed() {
    application
        .withPropertyValues("spring.http.clients.imperative.factory=jdk")
        .run(
            context ->
                assertThat(context)
                    .getBean(ClientHttpRequestFactoryBuilder.class)
                    .isInstanceOf(JdkClientHttpRequestFactoryBuilder.class));
  }

  @Test
  void anOwnBuilderIsUsed() {
    application
        .withBean(
            "own", ClientHttpRequestFactoryBuilder.class, ClientHttpRequestFactoryBuilder::simple)
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(ClientHttpRequestFactoryBuilder.class)
                    .hasBean("own"));
  }

  @Test
  void aLibraryThatTheApplicationCustomizesStays() {
    application
        .withBean("own", ClientHttpRequestFactoryBuilderCustomizer.class, () -> builder -> builder)
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(OkHttpRequestFactoryBuilder.class));
  }

  @Test
  void switchesLeaveTheLibraryOfBoot() {
    for (String property :
        new String[] {
          "fairlead.enabled", "fairlead.okhttp.enabled", "fairlead.rest-client.enabled"
        }) {
      application
          .withPropertyValues(property + "=false")
          .run(
              context ->
                  assertThat(context)
                      .getBean(ClientHttpRequestFactoryBuilder.class)
                      .isNotInstanceOf(OkHttpRequestFactoryBuilder.class));
    }
  }

  @Test
  void withoutTheHttpClientOfBootThereIsNothingToReplace() {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                FairleadAutoConfiguration.class, FairleadOkHttpAutoConfiguration.class))
        .withUserConfiguration(FairleadRestClientAutoConfiguration.class)
        .withClassLoader(new FilteredClassLoader(ClientHttpRequestFactoryBuilder.class))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(LoadBalancedOkHttp.class)
                    .doesNotHaveBean(FairleadRestClientAutoConfiguration.class));
  }

  @Test
  void cookiesThatCannotBeKeptAreRefused() {
    application
        .withPropertyValues("spring.http.clients.cookie-handling=enable")
        .run(
            context ->
                assertThat(catchThrowable(() -> context.getBean(ClientHttpRequestFactory.class)))
                    .hasStackTraceContaining("OkHttp keeps no cookies without a CookieJar"));
  }

  /** A jar of the application. */
  private static final class Forgetful implements CookieJar {
    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
      return List.of();
    }

    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {}
  }

  @Test
  void cookiesAreKeptWhereTheApplicationHasAJar() {
    application
        .withPropertyValues("spring.http.clients.cookie-handling=enable")
        .withBean(
            OkHttpClientBuilderCustomizer.class,
            () -> builder -> builder.cookieJar(new Forgetful()))
        .run(context -> assertThat(context).hasSingleBean(ClientHttpRequestFactory.class));
  }
}
