package dev.fairlead.reference;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.internal.watching.WatchTimes;
import dev.fairlead.spi.EndpointSource;
import dev.fairlead.testkit.FakeKubernetes;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random changes and faults: Fairlead's own source, fabric8's informers and the API server agree
 * whenever it has become quiet. {@code -Dfairlead.differential.seed=N
 * -Dfairlead.differential.rounds=1} repeats a round, {@code -Dfairlead.differential.steps=N} sets
 * its length.
 */
class DifferentialIT {
  private static final long SEED = Long.getLong("fairlead.differential.seed", 20_261_122);
  private static final int ROUNDS = Integer.getInteger("fairlead.differential.rounds", 5);
  private static final int STEPS = Integer.getInteger("fairlead.differential.steps", 2_000);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final WatchTimes IMPATIENT =
      new WatchTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofSeconds(40),
          Duration.ofMillis(20),
          Duration.ofMillis(1),
          Duration.ofSeconds(300),
          Duration.ofMillis(100));

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + ROUNDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ownSourceInformersAndTheApiServerAgree(long seed) {
    try (FakeKubernetes kubernetes = FakeKubernetes.start();
        EndpointSource own = new OwnSource(new KubernetesApi.At(kubernetes.uri()), IMPATIENT);
        KubernetesClient client = client(kubernetes);
        EndpointSource informers = new InformerEndpointSource(client)) {
      Random random = new Random(seed);
      Differential differential =
          new Differential(new FakeObjectApi(kubernetes), own, informers, random);
      for (int step = 0; step < STEPS; step++) {
        differential.step();
        String fault = fault(random, kubernetes, differential);
        if (!fault.isEmpty()) {
          differential.done(fault);
        }
        if (random.nextInt(15) == 0) {
          differential.awaitAgreement(PATIENCE);
        }
      }
      differential.awaitAgreement(PATIENCE);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ", " + e.getMessage(), e);
    }
  }

  private static KubernetesClient client(FakeKubernetes kubernetes) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(kubernetes.uri().toString())
            .withOnlyHttpWatches(true)
            .withWatchReconnectInterval(20)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /**
   * Now and then something that happens to watches; empty for nothing. What costs lists is seldom:
   * they have a budget of one a second.
   */
  private static String fault(Random random, FakeKubernetes kubernetes, Differential differential) {
    return switch (random.nextInt(3_000)) {
      case 0 -> {
        kubernetes.compact();
        kubernetes.dropWatches();
        yield "compacted, watches dropped";
      }
      case 1 -> {
        kubernetes.stop();
        for (int i = random.nextInt(5); i > 0; i--) {
          differential.step();
        }
        kubernetes.restart();
        yield "stopped before the last steps, restarted";
      }
      case 2 -> {
        kubernetes.sendBookmarks();
        kubernetes.compact();
        kubernetes.dropWatches();
        yield "bookmarks, compacted, watches dropped";
      }
      case 3, 4, 5, 6, 7, 8, 9, 10 -> {
        kubernetes.sendBookmarks();
        kubernetes.dropWatches();
        yield "bookmarks, watches dropped";
      }
      case 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22 -> {
        kubernetes.dropWatches();
        yield "watches dropped";
      }
      case 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34 -> {
        kubernetes.sendBookmarks();
        yield "bookmarks";
      }
      default -> "";
    };
  }
}
