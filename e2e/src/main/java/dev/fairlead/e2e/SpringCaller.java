package dev.fairlead.e2e;

import dev.fairlead.spring.OkHttpClientBuilderCustomizer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/**
 * RestClient of a Spring Boot application that has added the starter and nothing else. Makes GETs
 * and POSTs by turns.
 */
final class SpringCaller implements Caller {
  private static final byte[] TEXT = new byte[64];

  /** Of the call that the thread makes. */
  private static final ThreadLocal<CallTrace> CURRENT = new ThreadLocal<>();

  private final ConfigurableApplicationContext application;
  private final RestClient client;

  /** The application. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  /**
   * @param library that Boot sends with: {@code okhttp}, as the starter has it, or a value of
   *     {@code spring.http.clients.imperative.factory}; of those nothing on the wire is told
   * @param policy {@code p2c} or {@code round_robin}
   */
  SpringCaller(String library, String policy) {
    SpringApplicationBuilder builder =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .initializers(context -> traceCalls((GenericApplicationContext) context))
            .properties("fairlead.policy=" + policy);
    if (!library.equals("okhttp")) {
      builder.properties("spring.http.clients.imperative.factory=" + library);
    }
    application = builder.run();
    client = application.getBean(RestClient.Builder.class).build();
  }

  /** RestClient makes the call on the thread that asks. */
  private void traceCalls(GenericApplicationContext context) {
    context.registerBean(
        OkHttpClientBuilderCustomizer.class,
        () -> okHttp -> okHttp.eventListenerFactory(call -> CURRENT.get()));
  }

  @Override
  public void call(String url, long number, Tally tally) {
    HttpMethod method = number % 2 == 0 ? HttpMethod.GET : HttpMethod.POST;
    CallTrace trace = new CallTrace();
    CURRENT.set(trace);
    try {
      ResponseEntity<String> answer = answer(method, url);
      String body = String.valueOf(answer.getBody());
      tally.answered(Answers.pod(body), Integer.toString(answer.getStatusCode().value()));
    } catch (RuntimeException e) {
      tally.failed(method.name(), trace, e);
    }
    tally.took(method.name(), trace);
  }

  /** A status is an answer, whichever it is. */
  private ResponseEntity<String> answer(HttpMethod method, String url) {
    RestClient.RequestBodySpec request = client.method(method).uri(url);
    return (method.equals(HttpMethod.GET) ? request : request.body(TEXT))
        .retrieve()
        .onStatus(HttpStatusCode::isError, (sent, answered) -> {})
        .toEntity(String.class);
  }

  @Override
  public void close() {
    application.close();
  }
}
