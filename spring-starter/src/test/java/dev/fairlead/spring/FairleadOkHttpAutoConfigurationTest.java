package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.okhttp.SelectedEndpoint;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FairleadOkHttpAutoConfigurationTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadAutoConfiguration.class, FairleadOkHttpAutoConfiguration.class));

  private static Set<String> podsOf(OkHttpClient client, int calls) throws IOException {
    Set<String> pods = new TreeSet<>();
    for (int i = 0; i < calls; i++) {
      Call call = client.newCall(new Request.Builder().url("http://orders/").build());
      try (Response response = call.execute()) {
        assertThat(response.code()).isEqualTo(200);
        pods.add(String.valueOf(SelectedEndpoint.of(call)).replaceAll("^pod (\\S+) at .*", "$1"));
      }
    }
    return pods;
  }

  @Test
  void callsOfTheClientGoToPods() {
    try (Shop shop = new Shop(2)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context ->
                  assertThat(podsOf(context.getBean(OkHttpClient.class), 50))
                      .containsExactly("orders-0", "orders-1"));
    }
  }

  @Test
  void anOwnClientIsLeftAsItIsAndCanBeMadeToCallPods() {
    OkHttpClient own = new OkHttpClient();
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties())
          .withBean("own", OkHttpClient.class, () -> own)
          .run(
              context -> {
                assertThat(context).getBean(OkHttpClient.class).isSameAs(own);
                assertThat(own.interceptors()).isEmpty();
                LoadBalancedOkHttp okHttp = context.getBean(LoadBalancedOkHttp.class);
                assertThat(podsOf(okHttp.install(own.newBuilder()).build(), 1))
                    .containsExactly("orders-0");
              });
    }
  }

  @Test
  void customizersSeeTheLogicalCallAndHaveTheLastWord() {
    application
        .withBean(
            OkHttpClientBuilderCustomizer.class,
            () ->
                builder -> {
                  assertThat(builder.build().dispatcher().getMaxRequestsPerHost()).isEqualTo(64);
                  builder.addInterceptor(chain -> chain.proceed(chain.request()));
                })
        .run(
            context ->
                assertThat(context.getBean(OkHttpClient.class).interceptors())
                    .hasSize(2)
                    .last()
                    .extracting(interceptor -> interceptor.getClass().getSimpleName())
                    .isEqualTo("FairleadInterceptor"));
  }

  @Test
  void propertiesReachTheClient() {
    application
        .withPropertyValues("fairlead.okhttp.max-requests-per-host=7")
        .run(
            context ->
                assertThat(context.getBean(OkHttpClient.class).dispatcher().getMaxRequestsPerHost())
                    .isEqualTo(7));
  }

  @Test
  void whatACustomizerHasSetIsNotClosedWithTheContext() {
    Dispatcher own = new Dispatcher();
    application
        .withBean(OkHttpClientBuilderCustomizer.class, () -> builder -> builder.dispatcher(own))
        .run(context -> assertThat(context.getBean(OkHttpClient.class).dispatcher()).isSameAs(own));

    assertThat(own.executorService().isShutdown()).isFalse();
  }

  @Test
  void aWrongValueIsTold() {
    application
        .withPropertyValues("fairlead.connect.max-attempts=11")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("maxAttempts is 1 to 10, not 11"));
  }

  @Test
  void withoutOkHttpThereIsNoClient() {
    application
        .withClassLoader(new FilteredClassLoader(OkHttpClient.class))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(FairleadOkHttpAutoConfiguration.class));
  }

  @Test
  void theKillSwitchLeavesNoClient() {
    application
        .withPropertyValues("fairlead.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(OkHttpClient.class)
                    .doesNotHaveBean(LoadBalancedOkHttp.class));
  }

  @Test
  void itsOwnSwitchLeavesNoClient() {
    application
        .withPropertyValues("fairlead.okhttp.enabled=false")
        .run(
            context -> assertThat(context).doesNotHaveBean(OkHttpClient.class).hasBean("fairlead"));
  }
}
