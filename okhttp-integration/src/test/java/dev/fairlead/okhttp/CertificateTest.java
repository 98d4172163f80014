package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** TLS is as strict as without Fairlead: who is not believed is not gone round. */
class CertificateTest {
  private static final String URL = "https://" + Pods.HOST + "/";

  @Test
  void aCertificateForAnotherNameFailsTheCallAndNoOtherPodIsTried() throws IOException {
    Tls tls = new Tls("payments.shop.svc.cluster.local");
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(2, tls)) {
      OkHttpClient client = tls.trust(pods.client()).eventListener(connections).build();

      assertThatThrownBy(() -> Calls.get(client, URL))
          .isInstanceOf(SSLPeerUnverifiedException.class)
          .hasMessageContaining("Hostname " + Pods.HOST + " not verified");
      assertThat(connections.begun()).hasSize(1);
    }
  }

  @Test
  void soDoesOneOfAnAuthorityThatIsNotTrusted() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(2, new Tls(Pods.HOST))) {
      OkHttpClient client =
          new Tls(Pods.HOST).trust(pods.client()).eventListener(connections).build();

      assertThatThrownBy(() -> Calls.get(client, URL)).isInstanceOf(SSLHandshakeException.class);
      assertThat(connections.begun()).hasSize(1);
    }
  }

  @Test
  void theFailureNotesThePod() throws IOException {
    Tls tls = new Tls("payments.shop.svc.cluster.local");
    try (Pods pods = new Pods().start(1, tls)) {
      OkHttpClient client = tls.trust(pods.client()).build();
      String pod = "pod orders-0 at 127.0.7.1:" + pods.servers.get(0).getPort();

      assertThatThrownBy(() -> Calls.get(client, URL))
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed())
                      .extracting(Throwable::getMessage)
                      .containsExactly("The request was made to " + pod + " of orders.shop:443"));
    }
  }

  @Test
  void aHandshakeThatBreaksOffIsMadeWithAnotherPod() throws IOException {
    Tls tls = new Tls(Pods.HOST);
    try (Pods pods = new Pods()) {
      pods.add(tls::serve).setDispatcher(breakingOff());
      pods.add(tls::serve);
      pods.publish(Pods.SECURE);

      assertThat(Calls.answers(tls.trust(pods.client()).build(), URL, 4))
          .containsOnlyKeys("orders-1");
    }
  }

  private static Dispatcher breakingOff() {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return new MockResponse.Builder().build();
      }

      @Override
      public MockResponse peek() {
        return new MockResponse.Builder().failHandshake().build();
      }
    };
  }

  @Test
  void aPodIsShownTheCertificateOfTheClient() throws IOException {
    Tls tls = new Tls(Pods.HOST);
    try (Pods pods = new Pods()) {
      MockWebServer server = pods.add(tls::serve);
      server.requireClientAuth();
      pods.publish(Pods.SECURE);

      assertThat(Calls.get(tls.trust(pods.client(), "the-caller").build(), URL))
          .isEqualTo("orders-0");
      assertThat(Pods.requests(server).get(0).getHandshake())
          .extracting(Handshake::peerPrincipal)
          .hasToString("CN=the-caller");
    }
  }
}
