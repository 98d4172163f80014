package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;

class PodObservationTest {

  /** Keeps the last observation. */
  private static final class Kept implements ObservationHandler<Observation.Context> {
    final Map<String, String> high = new TreeMap<>();
    final Map<String, String> low = new TreeMap<>();

    @Override
    public void onStop(Observation.Context context) {
      put(context.getHighCardinalityKeyValues(), high);
      put(context.getLowCardinalityKeyValues(), low);
    }

    private static void put(Iterable<KeyValue> values, Map<String, String> into) {
      into.clear();
      values.forEach(value -> into.put(value.getKey(), value.getValue()));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  private final Kept kept = new Kept();

  private final ApplicationContextRunner application =
      RestClientSetup.runner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadObservationAutoConfiguration.class,
                  ObservationAutoConfiguration.class,
                  RestClientObservationAutoConfiguration.class))
          .withBean(Kept.class, () -> kept);

  @Test
  void theObservationOfARequestNamesThePodOutsideOfMeters() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                RestClient client = RestClientSetup.client(context);
                client.get().uri("http://orders/").retrieve().toBodilessEntity();

                assertThat(kept.high)
                    .containsEntry("k8s.pod.name", "orders-0")
                    .containsEntry("k8s.node.name", "node-0")
                    .containsEntry("cloud.availability_zone", "zone-a")
                    .containsEntry("network.peer.address", shop.pod(0).address())
                    .containsEntry("network.peer.port", "8080");
                assertThat(kept.low).isNotEmpty().doesNotContainKey("k8s.pod.name");
              });
    }
  }

  @Test
  void aRequestThatFailsNamesThePodItTriedLast() {
    try (Shop shop = new Shop(1)) {
      shop.pod(0).stop();
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                RestClient client = RestClientSetup.client(context);
                Throwable failure =
                    catchThrowable(
                        () -> client.get().uri("http://orders/").retrieve().toBodilessEntity());

                assertThat(failure).isNotNull();
                assertThat(kept.high).containsEntry("k8s.pod.name", "orders-0");
              });
    }
  }
}
