package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TlsTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services";

  private final FakeKubernetes kubernetes = FakeKubernetes.builder().tls().start();

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @ParameterizedTest
  @EnumSource
  void theProtocolIsTheOneTheClientPrefers(HttpClient.Version version) throws Exception {
    assertThat(kubernetes.uri().getScheme()).isEqualTo("https");
    HttpClient http = trusting(kubernetes, version);
    HttpRequest request = HttpRequest.newBuilder(kubernetes.uri().resolve("/version")).build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.version()).isEqualTo(version);
  }

  @ParameterizedTest
  @EnumSource
  void watchesHearOfChanges(HttpClient.Version version) {
    ApiClient api = new ApiClient(kubernetes.uri(), trusting(kubernetes, version), Map.of());
    api.ok(SERVICES);
    try (WatchReader watch = api.watch(SERVICES)) {
      kubernetes.service("shop", "orders").port("http", 80).apply();
      assertThat(watch.version()).isEqualTo(version);
      assertThat(watch.nextShort()).isEqualTo("ADDED orders");
    }
  }

  @Test
  void itIsCalledLocalhostToo() {
    URI localhost = URI.create("https://localhost:" + kubernetes.uri().getPort());
    HttpClient http = trusting(kubernetes, HttpClient.Version.HTTP_2);
    assertThat(new ApiClient(localhost, http, Map.of()).names(SERVICES)).isEmpty();
  }

  @Test
  void aClientThatDoesNotTrustItsAuthorityRefusesIt() {
    ApiClient unknowing = new ApiClient(kubernetes.uri(), HttpClient.Version.HTTP_2);
    assertThatThrownBy(() -> unknowing.get(SERVICES))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(SSLHandshakeException.class);
    try (FakeKubernetes other = FakeKubernetes.builder().tls().start()) {
      HttpClient trustsTheOther = trusting(other, HttpClient.Version.HTTP_2);
      ApiClient confused = new ApiClient(kubernetes.uri(), trustsTheOther, Map.of());
      assertThatThrownBy(() -> confused.get(SERVICES)).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void theCertificateOutlivesARestart() {
    ApiClient api =
        new ApiClient(kubernetes.uri(), trusting(kubernetes, HttpClient.Version.HTTP_2), Map.of());
    // It has no connection that the restart cuts while it asks.
    ApiClient later =
        new ApiClient(kubernetes.uri(), trusting(kubernetes, HttpClient.Version.HTTP_2), Map.of());
    String pem = kubernetes.caCertificatePem();
    api.ok(SERVICES);
    kubernetes.restart();
    assertThat(later.get(SERVICES).statusCode()).isEqualTo(200);
    assertThat(kubernetes.caCertificatePem()).isEqualTo(pem);
  }

  @Test
  void theAuthorityMaySignAndTheServerMayNot() throws Exception {
    X509Certificate authority = certificate(kubernetes);
    assertThat(authority.getBasicConstraints()).isNotNegative();
    assertThat(authority.getKeyUsage()[5]).as("keyCertSign").isTrue();
    authority.checkValidity();
    authority.verify(authority.getPublicKey());
    X509Certificate server = shown(trusting(kubernetes, HttpClient.Version.HTTP_1_1));
    server.verify(authority.getPublicKey());
    assertThat(server.getBasicConstraints()).isNegative();
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(server.getSubjectAlternativeNames())
        .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    assertThat(server.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
  }

  @Test
  void withoutTlsThereIsNothingToTrust() {
    try (FakeKubernetes plain = FakeKubernetes.start()) {
      assertThatThrownBy(plain::caCertificatePem)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("builder().tls()");
    }
  }

  private X509Certificate shown(HttpClient http) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(kubernetes.uri().resolve("/version")).build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
  }

  /** A client that knows what the given server's PEM says, and nothing else. */
  static HttpClient trusting(FakeKubernetes kubernetes, HttpClient.Version version) {
    try {
      KeyStore known = KeyStore.getInstance("PKCS12");
      known.load(null, null);
      known.setCertificateEntry("ca", certificate(kubernetes));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(known);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().version(version).sslContext(tls).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate certificate(FakeKubernetes kubernetes)
      throws GeneralSecurityException {
    byte[] pem = kubernetes.caCertificatePem().getBytes(StandardCharsets.US_ASCII);
    Certificate certificate =
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    return (X509Certificate) certificate;
  }
}
