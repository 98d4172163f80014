package dev.fairlead.api;

import java.util.Objects;

/**
 * How a caller names a port of a Service: by its name, by its number, or as the only one it has.
 *
 * <p>A number is always the <em>service</em> port, never a target port or a node port.
 */
public sealed interface PortRef {

  /** The port of this name. The empty name is that of an unnamed port. */
  record Named(String name) implements PortRef {
    public Named {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The service port of this number, 1 to 65535. */
  record Numbered(int number) implements PortRef {
    public Numbered {
      if (number < 1 || number > 65535) {
        throw new IllegalArgumentException("A service port is 1 to 65535, not " + number);
      }
    }

    @Override
    public String toString() {
      return Integer.toString(number);
    }
  }

  /** The port of a Service that declares exactly one. */
  record Sole() implements PortRef {
    @Override
    public String toString() {
      return "(the only port)";
    }
  }

  /** A port name or, when the text is all digits, a port number. */
  static PortRef parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "An empty port: write its name or number, or leave ':' out");
    }
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new Named(Names.requireLabel("port name", text));
    }
    if (text.length() > 5) {
      throw new IllegalArgumentException("A service port is 1 to 65535, not " + text);
    }
    return new Numbered(Integer.parseInt(text));
  }
}
