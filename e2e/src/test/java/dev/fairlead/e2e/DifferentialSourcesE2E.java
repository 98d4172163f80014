package dev.fairlead.e2e;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.internal.watching.WatchTimes;
import dev.fairlead.reference.Differential;
import dev.fairlead.reference.InformerEndpointSource;
import dev.fairlead.reference.OwnSource;
import dev.fairlead.spi.EndpointSource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random Services and slices on the lab's API server: Fairlead's own source, fabric8's informers
 * and the API server agree whenever it has become quiet. {@code -Dfairlead.e2e.seed=N} repeats a
 * run, {@code -Dfairlead.e2e.sourceSteps=N} sets its length.
 */
@OnLab
class DifferentialSourcesE2E {
  private static final int STEPS = Integer.getInteger("fairlead.e2e.sourceSteps", 500);
  private static final long SEED = Long.getLong("fairlead.e2e.seed", 20_261_122);

  @Test
  void ownSourceInformersAndTheApiServerAgree() throws IOException, GeneralSecurityException {
    Path kubeconfig = Lab.up();
    String namespace = "fairlead-sources-" + ProcessHandle.current().pid();
    try (LabObjectApi api = new LabObjectApi(ApiLab.up(), namespace);
        EndpointSource own =
            new OwnSource(new KubernetesApi.Kubeconfig(kubeconfig, null), WatchTimes.DEFAULT);
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        EndpointSource informers = new InformerEndpointSource(client)) {
      Random random = new Random(SEED);
      Differential differential = new Differential(api, own, informers, random);
      for (int step = 0; step < STEPS; step++) {
        differential.step();
        if (random.nextInt(5) == 0) {
          differential.awaitAgreement(Cluster.PATIENCE);
        }
      }
      differential.awaitAgreement(Cluster.PATIENCE);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + SEED + ", " + e.getMessage(), e);
    }
    System.out.println("E2E sources: seed " + SEED + ", " + STEPS + " steps, no difference");
  }
}
