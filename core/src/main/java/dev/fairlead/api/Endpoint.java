package dev.fairlead.api;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One place a request can be sent to: the address of a pod and the port it listens on. */
public final class Endpoint {
  private final EndpointRecord record;
  private final String address;
  private final int port;

  /**
   * @throws IllegalArgumentException when the record has no address or the port is not 1 to 65535
   */
  public Endpoint(EndpointRecord record, int port) {
    if (record.address() == null) {
      throw new IllegalArgumentException("An endpoint needs an IP address: " + record);
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
    }
    this.record = record;
    this.address = record.address();
    this.port = port;
  }

  /** A ready endpoint of which nothing but its address is known. */
  public static Endpoint of(String address, int port) {
    return new Endpoint(
        new EndpointRecord(address, Conditions.READY, null, null, TopologyHints.NONE, null), port);
  }

  /** The IP address in canonical text form. */
  public String address() {
    return address;
  }

  /** The port the pod listens on (the target port, not the service port). */
  public int port() {
    return port;
  }

  /** The name of the node the pod runs on, as in {@code nodeName}. */
  public @Nullable String node() {
    return record.node();
  }

  /** The zone of that node. */
  public @Nullable String zone() {
    return record.zone();
  }

  /** The pod; null for hand-made slices that name none. */
  public @Nullable PodRef pod() {
    return record.pod();
  }

  /** Ready, serving, terminating. */
  public Conditions conditions() {
    return record.conditions();
  }

  /** The whole entry of the slice. */
  public EndpointRecord record() {
    return record;
  }

  /** Address and port for a socket. Made anew at each call; never asks a name server. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(IpAddress.toInetAddress(address), port);
  }

  /** True when this is the same listener of the same pod, whatever its conditions are by now. */
  public boolean sameInstance(Endpoint other) {
    return port == other.port
        && address.equals(other.address)
        && Objects.equals(record.pod(), other.record.pod());
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Endpoint other && port == other.port && record.equals(other.record);
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + port;
  }

  /** {@code 10.1.2.3:8080}, or {@code [2001:db8::1]:8080}. */
  @Override
  public String toString() {
    return address.indexOf(':') < 0 ? address + ":" + port : "[" + address + "]:" + port;
  }
}
