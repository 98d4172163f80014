package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class InformerTest {
  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInformerHearsOfAdditionChangeAndDeletion(boolean onlyHttpWatches) throws Exception {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    try (KubernetesClient client = client(onlyHttpWatches);
        SharedIndexInformer<Service> informer = inform(client)) {
      assertHeard("add orders");
      kubernetes.service("shop", "orders").port("http", 81).apply();
      assertHeard("update orders");
      kubernetes.delete("Service", "shop", "orders");
      assertHeard("delete orders");
      assertThat(informer.getStore().list()).isEmpty();
    }
  }

  @Test
  void anInformerRecoversFromAnExpiredVersion() throws Exception {
    try (KubernetesClient client = client(true);
        SharedIndexInformer<Service> informer = inform(client)) {
      kubernetes.service("shop", "a").apply();
      assertHeard("add a");
      kubernetes.stop();
      kubernetes.service("shop", "b").apply();
      kubernetes.delete("Service", "shop", "a");
      kubernetes.clearRequests();
      kubernetes.restart();
      assertThat(new String[] {next(), next()}).containsExactlyInAnyOrder("add b", "delete a");
      assertThat(kubernetes.requests())
          .extracting(RecordedRequest::verb)
          .startsWith("watch", "list");
      kubernetes.service("shop", "c").apply();
      assertHeard("add c");
      assertThat(informer.getStore().listKeys()).containsExactlyInAnyOrder("shop/b", "shop/c");
    }
  }

  @Test
  void anInformerResumesAfterAQuietRestart() throws Exception {
    try (KubernetesClient client = client(true);
        SharedIndexInformer<Service> informer = inform(client)) {
      kubernetes.service("shop", "a").apply();
      assertHeard("add a");
      kubernetes.clearRequests();
      kubernetes.restart();
      kubernetes.service("shop", "b").apply();
      assertHeard("add b");
      assertThat(informer.getStore().listKeys()).hasSize(2);
    }
  }

  private KubernetesClient client(boolean onlyHttpWatches) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(kubernetes.uri().toString())
            .withOnlyHttpWatches(onlyHttpWatches)
            .withWatchReconnectInterval(50)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private SharedIndexInformer<Service> inform(KubernetesClient client) {
    return client
        .services()
        .inNamespace("shop")
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(Service service) {
                heard.add("add " + service.getMetadata().getName());
              }

              @Override
              public void onUpdate(Service before, Service after) {
                heard.add("update " + after.getMetadata().getName());
              }

              @Override
              public void onDelete(Service service, boolean unknown) {
                heard.add("delete " + service.getMetadata().getName());
              }
            });
  }

  private void assertHeard(String event) throws InterruptedException {
    assertThat(next()).isEqualTo(event);
  }

  private String next() throws InterruptedException {
    return heard.poll(WatchReader.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
