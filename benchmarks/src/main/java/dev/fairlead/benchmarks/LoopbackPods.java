package dev.fairlead.benchmarks;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.IpFamily;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Slices;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process with pods of shop/orders on loopback addresses of their own and one port, for programs
 * that must not count the cost of servers as theirs. Prints the port, and ends when its standard
 * input does.
 */
public final class LoopbackPods {
  private LoopbackPods() {}

  /** Address number {@code number}, of a few thousand that the system has no services on. */
  static String address(int number) {
    return "127.77." + (1 + number / 250) + "." + (1 + number % 250);
  }

  /** A port that is free now on 127.0.0.1, and so, most likely, on the others. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /**
   * @param args how many pods
   */
  public static void main(String[] args) throws IOException {
    int port = freePort();
    try (OneThreadServer server = new OneThreadServer()) {
      for (int i = 0; i < Integer.parseInt(args[0]); i++) {
        server.listen(InetAddress.getByName(address(i)), port, "Hello from a pod of orders");
      }
      System.out.println(port);
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** The first {@code count} pods, as Kubernetes tells of them. */
  static Resolution resolution(int count, int port) {
    List<EndpointRecord> records =
        IntStream.range(0, count).mapToObj(i -> record(address(i), "orders-" + i)).toList();
    Slice slice =
        new Slice(
            "orders",
            Slices.ORDERS,
            IpFamily.IPV4,
            List.of(new Slice.Port("http", Protocol.TCP, port)),
            records,
            Slice.Origin.CONTROLLER);
    return new Resolution.Found(
        new ServiceSnapshot(Slices.service(TrafficPolicy.CLUSTER), List.of(slice)));
  }

  private static EndpointRecord record(String address, String pod) {
    return new EndpointRecord(
        address,
        Conditions.READY,
        "node-0",
        "zone-a",
        TopologyHints.NONE,
        PodRef.of(pod, "uid-" + pod));
  }
}
