package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The controllers of the cluster. After an outage of the API server each watch of theirs comes back
 * on its own, the pause before its next try up to a minute long; and whoever does not see the
 * nodes' Leases for 50 seconds calls every pod not ready, long after the outage.
 */
final class Controllers {
  /** What the API server counts when the Leases of all namespaces are watched. */
  private static final Pattern LEASES =
      Pattern.compile(
          "(?m)^apiserver_longrunning_requests\\{"
              + "(?=.*resource=\"leases\")(?=.*scope=\"cluster\")(?=.*verb=\"WATCH\").*} [1-9]");

  private Controllers() {}

  /** Waits until the nodes' Leases are watched. */
  static void areBack() {
    await()
        .alias("the Leases of the nodes are watched")
        .atMost(Cluster.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(Lab.run("kubectl", "get", "--raw", "/metrics")).containsPattern(LEASES));
  }
}
