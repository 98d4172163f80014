package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** What a user set in the client holds; only where Services are is Fairlead's. */
class UsersSettingsTest {

  @Test
  void aProxyIsAskedForForeignHostsOnly() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      MockWebServer proxy = pods.foreign("by proxy");
      OkHttpClient client = pods.client().proxy(proxy.getProxyAddress()).build();

      assertThat(Calls.answers(client, Pods.URL, 4)).containsOnlyKeys("orders-0", "orders-1");
      assertThat(proxy.getRequestCount()).isZero();
      assertThat(Calls.get(client, "http://www.example.test/")).isEqualTo("by proxy");
      assertThat(proxy.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void soIsOneThatARedirectLeadsTo() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      MockWebServer proxy = pods.foreign("by proxy");
      pods.servers.get(0).setDispatcher(Answers.redirect("http://www.example.test/", ""));
      OkHttpClient client = pods.client().proxy(proxy.getProxyAddress()).build();

      assertThat(Calls.get(client, Pods.URL + "redirect")).isEqualTo("by proxy");
    }
  }

  @Test
  void aProxySelectorIsAskedForForeignHostsOnly() throws IOException {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods().start(2)) {
      MockWebServer proxy = pods.foreign("by proxy");
      OkHttpClient client =
          pods.client().proxySelector(selecting(proxy.getProxyAddress(), asked)).build();
      pods.servers.get(0).setDispatcher(Answers.redirect("http://www.example.test/a", "direct"));
      pods.servers.get(1).setDispatcher(Answers.redirect("http://www.example.test/a", "direct"));

      assertThat(Calls.get(client, Pods.URL)).isEqualTo("direct");
      assertThat(asked).isEmpty();
      assertThat(Calls.get(client, Pods.URL + "redirect")).isEqualTo("by proxy");
      assertThat(Calls.get(client, "http://www.example.test/b")).isEqualTo("by proxy");
      assertThat(asked).containsOnly("www.example.test");
    }
  }

  private static ProxySelector selecting(Proxy proxy, Queue<String> asked) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        asked.add(uri.getHost());
        return List.of(proxy);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    };
  }

  @Test
  void aDnsIsAskedForForeignHostsOnly() throws IOException {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods().start(1)) {
      MockWebServer foreign = pods.foreign("foreign");
      Dns dns =
          host -> {
            asked.add(host);
            return List.of(foreign.getSocketAddress().getAddress());
          };
      OkHttpClient client = pods.client().dns(dns).build();

      assertThat(Calls.get(client, Pods.URL)).isEqualTo("orders-0");
      assertThat(asked).isEmpty();
      assertThat(Calls.get(client, "http://www.example.test:" + foreign.getPort() + "/"))
          .isEqualTo("foreign");
      assertThat(asked).containsExactly("www.example.test");
    }
  }

  @Test
  void aPoolHoldsTheConnectionsToForeignHostsOnly() throws IOException {
    ConnectionPool pool = new ConnectionPool(5, 1, TimeUnit.MINUTES);
    try (Pods pods = new Pods().start(2)) {
      MockWebServer foreign = pods.foreign("foreign");
      OkHttpClient client = pods.client().connectionPool(pool).build();
      Calls.answers(client, Pods.URL, 4);
      assertThat(pool.connectionCount()).isZero();

      Calls.get(client, foreign.url("/").toString());
      assertThat(pool.connectionCount()).isEqualTo(1);
      pool.evictAll();
    }
  }

  @Test
  void anEventListenerHearsOneCallWithTheEventsOfAllAttempts() throws IOException {
    List<String> heard = new ArrayList<>();
    EventListener listener =
        new EventListener() {
          @Override
          public void callStart(Call call) {
            heard.add("callStart");
          }

          @Override
          public void dnsEnd(Call call, String host, List<InetAddress> addresses) {
            heard.add(host + " is " + addresses.get(0).getHostName());
          }

          @Override
          public void callEnd(Call call) {
            heard.add("callEnd");
          }
        };
    try (Pods pods = new Pods().start(1)) {
      Calls.get(pods.client().eventListener(listener).build(), Pods.URL);
      assertThat(heard).containsExactly("callStart", "orders.shop is orders-0", "callEnd");
    }
  }

  @Test
  void interceptorsAboveSeeOneCallAndThoseBelowEachAttempt() throws IOException {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods()) {
      pods.addClosed();
      pods.start(1);
      OkHttpClient.Builder builder = Calls.patient().addInterceptor(noting("above", seen));
      OkHttpClient client =
          FairleadOkHttp.install(builder, pods.fairlead)
              .addInterceptor(noting("below", seen))
              .addNetworkInterceptor(noting("network", seen))
              .build();
      for (int i = 0; i < 2; i++) {
        Calls.get(client, Pods.URL); // one of two at least meets the closed port first
      }

      assertThat(count(seen, "above")).isEqualTo(2);
      long failures = pods.outcomes().getOrDefault(Outcome.CONNECT_FAILURE, 0L);
      assertThat(failures).isPositive();
      assertThat(count(seen, "below")).isEqualTo(2 + failures);
      assertThat(count(seen, "network")).isEqualTo(2);
    }
  }

  private static Interceptor noting(String name, Queue<String> seen) {
    return chain -> {
      seen.add(name);
      return chain.proceed(chain.request());
    };
  }

  private static long count(Queue<String> seen, String name) {
    return seen.stream().filter(name::equals).count();
  }

  @Test
  void aClientMadeFromAnInstalledOneIsInstalledToo() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      OkHttpClient client = pods.client().build().newBuilder().followRedirects(false).build();
      assertThat(Calls.answers(client, Pods.URL, 4))
          .isEqualTo(Map.of("orders-0", 2, "orders-1", 2));
    }
  }
}
