package dev.fairlead.internal.selection;

import dev.fairlead.api.ServicePort;
import dev.fairlead.api.Slice;
import java.util.ArrayList;
import java.util.List;

/** How a service port finds its number in a slice. */
sealed interface PortRule {

  /** The port numbers under which the endpoints of {@code slice} serve it; empty if they do not. */
  List<Integer> numbers(Slice slice);

  /** The node port of the Service, or 0. */
  int nodePort();

  /** By name and protocol, never by number or position. A slice port without either is nothing. */
  record Declared(ServicePort port) implements PortRule {
    @Override
    public List<Integer> numbers(Slice slice) {
      List<Integer> numbers = new ArrayList<>(1);
      for (Slice.Port candidate : slice.ports()) {
        if (port.name().equals(candidate.name())
            && port.protocol() == candidate.protocol()
            && candidate.number() != 0) {
          numbers.add(candidate.number());
        }
      }
      return numbers;
    }

    @Override
    public int nodePort() {
      return port.nodePort();
    }
  }

  /** A headless Service without ports: the number is used as it is, with slices without ports. */
  record AsItIs(int number) implements PortRule {
    @Override
    public List<Integer> numbers(Slice slice) {
      return slice.ports().isEmpty() ? List.of(number) : List.of();
    }

    @Override
    public int nodePort() {
      return 0;
    }
  }
}
