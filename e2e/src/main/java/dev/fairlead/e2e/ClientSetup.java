package dev.fairlead.e2e;

import dev.fairlead.Fairlead;
import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.SlowStart;
import dev.fairlead.api.SpillOver;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client under load is made, as words with commas between them: whose it is, then what is
 * different from the defaults.
 *
 * <pre>
 * p2c, round_robin   with Fairlead and that policy
 * plain              as it is
 * dns                a gRPC client that goes round the addresses of a name
 *
 * timeout=MILLIS     of connecting, reading and writing (OkHttp)
 * fresh              a connection for each call (OkHttp)
 * no-ejection        with Fairlead: pods that fail stay in use
 * no-slow-start      with Fairlead: a new pod gets its share at once
 * adaptive           with Fairlead: calls may leave the zone
 * </pre>
 *
 * @param side the first word
 * @param more the others
 */
record ClientSetup(String side, List<String> more) {
  private static final String TIMEOUT = "timeout=";
  private static final Set<String> KNOWN =
      Set.of("fresh", "no-ejection", "no-slow-start", "adaptive");

  static ClientSetup parse(String words) {
    List<String> all = List.of(words.split(",", -1));
    for (String word : all.subList(1, all.size())) {
      if (!KNOWN.contains(word) && !word.startsWith(TIMEOUT)) {
        throw new IllegalArgumentException("Nobody knows what " + word + " is, of " + words);
      }
    }
    return new ClientSetup(all.get(0), all.subList(1, all.size()));
  }

  /** Opens the Fairlead of the client; null for a client as it is. */
  @Nullable Fairlead open(FairleadListener listener) {
    FairleadBuilder builder = Fairlead.builder().listener(listener);
    if (more.contains("no-ejection")) {
      builder.outliers(OutlierPolicy.OFF);
    }
    if (more.contains("no-slow-start")) {
      builder.slowStart(SlowStart.OFF);
    }
    if (more.contains("adaptive")) {
      builder.spillOver(SpillOver.ADAPTIVE);
    }
    return switch (side) {
      case "p2c" -> builder.policy(BalancingPolicy.p2c()).build();
      case "round_robin" -> builder.policy(BalancingPolicy.roundRobin()).build();
      default -> null;
    };
  }

  /** Null for the client's own. */
  @Nullable Duration timeout() {
    for (String word : more) {
      if (word.startsWith(TIMEOUT)) {
        return Duration.ofMillis(Long.parseLong(word.substring(TIMEOUT.length())));
      }
    }
    return null;
  }

  /** Whether no connection is kept. */
  boolean fresh() {
    return more.contains("fresh");
  }
}
