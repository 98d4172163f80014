package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.fakes.Soon;
import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** A Service that is called keeps its connections; one that is not gives them up. */
class IdleServiceTest {

  private static final ServicePlace ORDERS =
      new ServicePlace("orders.shop", 80, OkHttpSettings.DEFAULT);

  /** A client of pods whose connections are swept by the test alone. */
  private static OkHttpClient client(Pods pods) {
    pods.fairlead.shared(
        ServiceBindings.class, () -> new ServiceBindings(pods.fairlead, Duration.ofHours(1)));
    return pods.client().build();
  }

  private static void sweep(Pods pods, int times) {
    for (int i = 0; i < times; i++) {
      pods.bindings().look();
    }
  }

  @Test
  void aServiceIsGivenUpWhenItWasNotCalledForAsManySweeps() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      OkHttpClient client = client(pods);
      Calls.get(client, Pods.URL);
      sweep(pods, 1);

      sweep(pods, ServiceBindings.SWEEPS_UNTIL_IDLE - 1);
      assertThat(pods.bindings().size()).isEqualTo(1);

      sweep(pods, 1);
      assertThat(pods.bindings().size()).isZero();
    }
  }

  @Test
  void aCallBetweenTwoSweepsKeepsTheService() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      OkHttpClient client = client(pods);
      Calls.get(client, Pods.URL);
      BoundService service = pods.bindings().known(ORDERS);
      for (int i = 0; i < 3; i++) {
        Calls.get(client, Pods.URL);
        sweep(pods, ServiceBindings.SWEEPS_UNTIL_IDLE);
      }

      assertThat(pods.bindings().known(ORDERS)).isNotNull().isSameAs(service);
    }
  }

  @Test
  void aServiceThatWasGivenUpIsBoundAgainByTheNextCall() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      OkHttpClient client = client(pods);
      Calls.get(client, Pods.URL);
      sweep(pods, ServiceBindings.SWEEPS_UNTIL_IDLE + 1);

      assertThat(Calls.get(client, Pods.URL)).isEqualTo("orders-0");
      assertThat(pods.bindings().size()).isEqualTo(1);
    }
  }

  @Test
  void afterTheEndNothingIsBound() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      OkHttpClient client = client(pods);
      Calls.get(client, Pods.URL);
      ServiceBindings bindings = pods.bindings();
      bindings.close();

      Soon.until(() -> bindings.size() == 0);
    }
  }
}
