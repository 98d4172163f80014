package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SslBundleTest {
  private final HeldCertificate held =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  private final HeldCertificate stranger = new HeldCertificate.Builder().build();
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(held).build();
    server.useHttps(certificates.sslSocketFactory());
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static SslBundle trusting(HeldCertificate authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", authority.certificate());
    return SslBundle.of(SslStoreBundle.of(null, null, store));
  }

  private int status(OkHttpClient client) throws IOException {
    server.enqueue(new MockResponse.Builder().addHeader("Connection", "close").build());
    Request request =
        new Request.Builder().url("https://localhost:" + server.getPort() + "/").build();
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    }
  }

  @Test
  void newConnectionsTrustWhatTheBundleTrustsNow() throws Exception {
    DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("pods", trusting(stranger));
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                FairleadAutoConfiguration.class, FairleadOkHttpAutoConfiguration.class))
        .withBean(SslBundles.class, () -> bundles)
        .withPropertyValues("fairlead.okhttp.ssl.bundle=pods")
        .run(
            context -> {
              OkHttpClient client = context.getBean(OkHttpClient.class);
              assertThatThrownBy(() -> status(client)).isInstanceOf(SSLHandshakeException.class);

              bundles.updateBundle("pods", trusting(held));
              assertThat(status(client)).isEqualTo(200);

              bundles.updateBundle("pods", trusting(stranger));
              client.connectionPool().evictAll();
              assertThatThrownBy(() -> status(client)).isInstanceOf(SSLHandshakeException.class);
            });
  }
}
