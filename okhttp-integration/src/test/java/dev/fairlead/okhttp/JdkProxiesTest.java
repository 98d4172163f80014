package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Proxies named by system properties are not for Services, whenever they are set. */
class JdkProxiesTest {
  private static final String HOST = "http.proxyHost";
  private static final String PORT = "http.proxyPort";

  /** The next call needs another connection. */
  private static final Dispatcher CLOSING =
      new Dispatcher() {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
          return new MockResponse.Builder().addHeader("Connection", "close").body("a pod").build();
        }
      };

  @Test
  void theSelectorOfTheJdkIsKnown() {
    assertThat(JdkProxies.areAskedBy(new OkHttpClient().proxySelector())).isTrue();
    assertThat(JdkProxies.areAskedBy(ProxySelector.of(new InetSocketAddress(1)))).isFalse();
  }

  @Test
  void aProxyIsPassedByAlsoWhenItIsSetBetweenTwoCalls() throws IOException {
    try (Pods pods = new Pods().start(1, server -> server.setDispatcher(CLOSING))) {
      MockWebServer proxy = pods.foreign("the proxy");
      OkHttpClient client = pods.client().build();
      assertThat(Calls.get(client, Pods.URL)).isEqualTo("a pod");

      System.setProperty(HOST, proxy.getHostName());
      System.setProperty(PORT, "" + proxy.getPort());
      pods.bindings().look();

      assertThat(JdkProxies.areSet()).isTrue();
      assertThat(Calls.get(client, Pods.URL)).isEqualTo("a pod");
      assertThat(Calls.get(client, "http://no-service.example/")).isEqualTo("the proxy");
    } finally {
      System.clearProperty(HOST);
      System.clearProperty(PORT);
    }
  }

  @Test
  void aProxyIsPassedByWhenItIsSetBeforeTheFirstCall() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      MockWebServer proxy = pods.foreign("the proxy");
      System.setProperty(HOST, proxy.getHostName());
      System.setProperty(PORT, "" + proxy.getPort());

      assertThat(Calls.get(pods.client().build(), Pods.URL)).isEqualTo("orders-0");
    } finally {
      System.clearProperty(HOST);
      System.clearProperty(PORT);
    }
  }
}
