package dev.fairlead.api;

import java.util.Objects;

/**
 * One entry of a Service's {@code spec.ports}.
 *
 * @param name empty for an unnamed port
 * @param number the port of the Service, 1 to 65535
 * @param nodePort the node port, or 0
 */
public record ServicePort(String name, Protocol protocol, int number, int nodePort) {

  public ServicePort {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(protocol, "protocol");
  }

  /** {@code http (80/TCP)}, or {@code 80/TCP} when it has no name. */
  @Override
  public String toString() {
    String text = number + "/" + protocol;
    return name.isEmpty() ? text : name + " (" + text + ")";
  }
}
