package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;

/** A call goes to the address of a pod, and the certificate is still that of the Service. */
class TlsToPodTest {

  @Test
  void theCertificateIsComparedWithTheNameOfTheService() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("orders.shop").build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(held).build();
    try (MockWebServer pod = new MockWebServer();
        FakeKubernetes kubernetes = FakeKubernetes.start()) {
      pod.useHttps(certificates.sslSocketFactory());
      pod.start();
      pod.enqueue(new MockResponse.Builder().body("tea").build());
      kubernetes.service("shop", "orders").port("https", 443).apply();
      kubernetes.endpoints(
          "shop",
          "orders",
          List.of(
              SliceEndpoint.of("127.0.0.1", "node-0", "zone-a", "orders-0")
                  .withPort("https", pod.getPort())));

      assertThat(answer(kubernetes, held.certificatePem())).isEqualTo("tea");

      RecordedRequest request = pod.takeRequest();
      assertThat(request.getHandshakeServerNames()).containsExactly("orders.shop");
      assertThat(request.getUrl().host()).isEqualTo("orders.shop");
    }
  }

  private static String answer(FakeKubernetes kubernetes, String authority) {
    List<String> body = new ArrayList<>();
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                FairleadAutoConfiguration.class,
                FairleadOkHttpAutoConfiguration.class,
                FairleadRestClientAutoConfiguration.class,
                SslAutoConfiguration.class,
                HttpClientAutoConfiguration.class,
                ImperativeHttpClientAutoConfiguration.class,
                RestClientAutoConfiguration.class))
        .withPropertyValues(
            "fairlead.api-url=" + kubernetes.uri(),
            "fairlead.namespaces=shop",
            "fairlead.first-sync-wait=1m",
            "spring.http.clients.ssl.bundle=shop",
            "spring.ssl.bundle.pem.shop.truststore.certificate=base64:" + base64(authority))
        .run(
            context ->
                body.add(
                    String.valueOf(
                        context
                            .getBean(RestClient.Builder.class)
                            .build()
                            .get()
                            .uri("https://orders.shop/")
                            .retrieve()
                            .body(String.class))));
    return body.get(0);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
