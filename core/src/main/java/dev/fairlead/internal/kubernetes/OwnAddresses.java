package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.TopologyHints;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The IP addresses of this machine, in the form slices are compared in. */
final class OwnAddresses {
  private static final Logger LOG = LoggerFactory.getLogger(OwnAddresses.class);

  private OwnAddresses() {}

  /** All but loopback and link-local ones; empty when the system does not tell. */
  static Set<String> read() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .map(OwnAddresses::canonical)
          .collect(Collectors.toUnmodifiableSet());
    } catch (SocketException e) {
      LOG.debug("The system does not list its network interfaces", e);
      return Set.of();
    }
  }

  /** As a slice would hold it. */
  private static String canonical(InetAddress address) {
    String text = address.getHostAddress().replaceAll("%.*", "");
    EndpointRecord record =
        new EndpointRecord(text, Conditions.READY, null, null, TopologyHints.NONE, null);
    return record.address() == null ? text : record.address();
  }
}
