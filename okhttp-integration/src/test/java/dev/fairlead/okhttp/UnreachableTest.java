package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.fakes.Soon;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When no pod is reached, the caller is told which were tried, and why each was not. */
class UnreachableTest {

  private static Pods closed(int count) {
    Pods pods = new Pods();
    for (int i = 0; i < count; i++) {
      pods.addClosed();
    }
    return pods.publish();
  }

  private static ServiceUnreachableException failure(OkHttpClient client) {
    return catchThrowableOfType(
        ServiceUnreachableException.class, () -> Calls.get(client, Pods.URL));
  }

  @Test
  void theTextNamesTheServiceThePodsTheirPortsAndTheCauses() throws IOException {
    try (Pods pods = closed(2)) {
      ServiceUnreachableException failure = failure(pods.client().build());

      assertThat(failure.target()).isEqualTo(Pods.ORDERS);
      assertThat(failure).hasMessageStartingWith("No endpoint of orders.shop:80 was reached. ");
      pods.known(Pods.ORDERS)
          .forEach(
              endpoint ->
                  assertThat(failure)
                      .hasMessageContaining(
                          "Cannot connect to "
                              + SelectedEndpoint.words(endpoint)
                              + ": Connection refused. "));
      assertThat(failure)
          .hasMessageEndingWith(
              "Nothing was processed. See whether the pods listen on their target port, and whether a"
                  + " NetworkPolicy lets this pod reach them");
      assertThat(failure).hasCauseInstanceOf(IOException.class);
      assertThat(failure.getSuppressed()).hasSize(1);
    }
  }

  @Test
  void eachPodIsTriedOnce() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = closed(3)) {
      failure(pods.client().eventListener(connections).build());

      assertThat(connections.begun())
          .extracting(address -> address.getHostString())
          .containsExactlyInAnyOrder("orders-0", "orders-1", "orders-2");
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.CONNECT_FAILURE, 3L));
      assertThat(pods.inFlight()).isZero();
    }
  }

  @Test
  void noMoreAreTriedThanTheSettingsAllow() throws IOException {
    try (Pods pods = closed(4)) {
      OkHttpClient client = pods.client(OkHttpSettings.DEFAULT.withMaxAttempts(2)).build();

      assertThat(failure(client))
          .hasMessageContaining("Others were not tried: a call makes 2 attempts at most. ");
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.CONNECT_FAILURE, 2L));
    }
  }

  /** Two pods, the first tried leaves for another one: three were to be tried, and are. */
  @Test
  void aPodThatCameMeanwhileIsTriedToo() throws IOException {
    try (Pods pods = closed(2)) {
      AtomicBoolean replaced = new AtomicBoolean();
      EventListener replacing =
          whenConnectingFails(
              address -> {
                if (replaced.compareAndSet(false, true)) {
                  pods.endpoints.remove(address.getHostString().equals("orders-0") ? 0 : 1);
                  pods.addClosed();
                  pods.publish();
                  Soon.until(() -> !names(pods).contains(address.getHostString()));
                }
              });
      failure(pods.client().eventListener(replacing).build());

      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.CONNECT_FAILURE, 3L));
    }
  }

  private static EventListener whenConnectingFails(Consumer<InetSocketAddress> deed) {
    return new EventListener() {
      @Override
      public void connectFailed(
          Call call,
          InetSocketAddress address,
          Proxy proxy,
          @Nullable Protocol protocol,
          IOException failure) {
        deed.accept(address);
      }
    };
  }

  private static String names(Pods pods) {
    return pods.known(Pods.ORDERS).stream().map(SelectedEndpoint::words).toList().toString();
  }

  @Test
  void noOtherIsTriedWhenTheBudgetForThatIsUsedUp() throws IOException {
    try (Pods pods = closed(2)) {
      EventListener usingItUp =
          whenConnectingFails(
              address -> {
                while (pods.fairlead.loadBalancer(Pods.ORDERS).tryRetry()) {
                  // not before: some of it comes back in less than ten seconds
                }
              });

      assertThat(failure(pods.client().eventListener(usingItUp).build()))
          .hasMessageContaining("The budget for further attempts is used up. ");
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.CONNECT_FAILURE, 1L));
    }
  }

  @Test
  void aPolicyThatLeavesNothingFailsTheCallAtOnce() throws IOException {
    try (Pods pods = new Pods()) {
      pods.kubernetes
          .service("shop", "orders")
          .port("http", 80)
          .internalTrafficPolicy("Local")
          .apply();
      pods.kubernetes.endpoints(
          "shop",
          "orders",
          List.of(SliceEndpoint.of("127.0.7.1", "node-1", "zone-a", "far").withPort("http", 8080)));
      Soon.until(() -> isEmpty(pods, Reason.NO_LOCAL_ENDPOINTS));

      assertThat(failure(pods.client().build()))
          .hasMessage(
              "No endpoint for orders.shop:80: the traffic policy of Service shop/orders is Local"
                  + " and node node-0 has no ready endpoint (1 ready elsewhere). Run a pod on this"
                  + " node, or set the policy to Cluster")
          .cause()
          .isInstanceOfSatisfying(
              NoEndpointException.class,
              cause -> assertThat(cause.reason()).isEqualTo(Reason.NO_LOCAL_ENDPOINTS));
    }
  }

  private static boolean isEmpty(Pods pods, Reason reason) {
    return pods.fairlead.loadBalancer(Pods.ORDERS).selection() instanceof Selection.Empty empty
        && empty.reason() == reason;
  }

  @Test
  void soDoesAServiceWithoutPods() throws IOException {
    try (Pods pods = new Pods()) {
      assertThatThrownBy(() -> Calls.get(pods.client().build(), Pods.URL))
          .isInstanceOf(ServiceUnreachableException.class)
          .hasMessageContaining("Service shop/orders has no usable endpoint");
    }
  }

  @Test
  void soDoesAPortThatTheServiceLacks() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      assertThatThrownBy(() -> Calls.get(pods.client().build(), "http://orders.shop:81/"))
          .isInstanceOf(ServiceUnreachableException.class)
          .hasMessageContaining("Service shop/orders has no port 81");
    }
  }
}
