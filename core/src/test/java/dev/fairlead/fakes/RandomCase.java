package dev.fairlead.fakes;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Location;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One random case for property tests: few addresses, nodes and zones, so that duplicates, hints
 * that match and hints that are missing all happen often.
 */
public record RandomCase(TrafficPolicy policy, List<Slice> slices, Location location) {
  private static final int ADDRESSES = 12;

  /** The case of {@code seed}; equal seeds give equal cases. */
  public static RandomCase of(long seed) {
    Random random = new Random(seed);
    boolean hinted = random.nextInt(3) > 0;
    List<Slice> slices = new ArrayList<>();
    for (int s = random.nextInt(4); s >= 0; s--) {
      List<EndpointRecord> records = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        records.add(endpoint(random, hinted));
      }
      slices.add(Slices.slice("orders-" + s, records));
    }
    TrafficPolicy policy = random.nextBoolean() ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER;
    String node = random.nextInt(8) == 0 ? null : "node-" + random.nextInt(3);
    String zone = random.nextInt(8) == 0 ? null : "zone-" + random.nextInt(2);
    return new RandomCase(policy, slices, new Location(node, zone));
  }

  /** A random entry, in any condition. */
  public static EndpointRecord endpoint(Random random, boolean hinted) {
    int n = random.nextInt(ADDRESSES);
    boolean ready = random.nextInt(3) > 0;
    Conditions conditions =
        new Conditions(ready, ready || random.nextBoolean(), !ready && random.nextBoolean());
    TopologyHints hints =
        hinted && random.nextInt(20) > 0
            ? new TopologyHints(
                random.nextBoolean() ? List.of("node-" + random.nextInt(3)) : List.of(),
                List.of("zone-" + random.nextInt(2)))
            : TopologyHints.NONE;
    EndpointRecord plain =
        Slices.record("10.1.0." + (n + 1), "node-" + random.nextInt(3), conditions);
    String address = random.nextInt(30) == 0 ? null : plain.address();
    return new EndpointRecord(address, conditions, plain.node(), plain.zone(), hints, plain.pod());
  }
}
