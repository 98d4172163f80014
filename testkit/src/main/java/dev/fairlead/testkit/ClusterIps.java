package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cluster IPs of Services, given out of 10.96.0.0/16 in ascending order. */
final class ClusterIps {
  private static final int ADDRESSES = 1 << 16;

  private final Set<String> used = new HashSet<>();

  /** 10.96.0.1 belongs to the API server's own Service in a real cluster. */
  private int next = 2;

  /** Gives the Service its address: the one it asks for, the one it had, or a free one. */
  void assign(ObjectNode service, @Nullable ObjectNode replaced) {
    ObjectNode spec = service.withObjectProperty("spec");
    if (replaced != null) {
      release(replaced);
    }
    if (ServiceDefaults.isExternalName(spec)) {
      spec.remove("clusterIP");
      spec.remove("clusterIPs");
      return;
    }
    String address = spec.path("clusterIP").asText("");
    if (address.isEmpty() && replaced != null) {
      String before = addressOf(replaced);
      address = before.equals("None") ? "" : before;
    }
    if (address.isEmpty()) {
      address = free();
    }
    used.add(address);
    spec.put("clusterIP", address);
    if (!spec.hasNonNull("clusterIPs")) {
      spec.putArray("clusterIPs").add(address);
    }
  }

  void release(ObjectNode object) {
    used.remove(addressOf(object));
  }

  private String free() {
    for (int tries = 0; tries < ADDRESSES; tries++) {
      int offset = next;
      next = next + 1 >= ADDRESSES - 1 ? 2 : next + 1;
      String address = "10.96." + (offset >> 8) + "." + (offset & 0xff);
      if (!used.contains(address)) {
        return address;
      }
    }
    throw new IllegalStateException("all cluster IPs of 10.96.0.0/16 are in use");
  }

  private static String addressOf(ObjectNode service) {
    return service.path("spec").path("clusterIP").asText("");
  }
}
