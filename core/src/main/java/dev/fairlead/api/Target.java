package dev.fairlead.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller asks for: one port of one Service. Written {@code orders.shop:http}. */
public record Target(ServiceKey service, PortRef port) {
  private static final String FORM =
      "SERVICE.NAMESPACE:PORT, such as orders.shop:http or orders.shop:80";

  public Target {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(port, "port");
  }

  /**
   * Parses {@code service.namespace[.svc[.domain]][:port]}.
   *
   * @throws IllegalArgumentException naming the text, what is wrong with it and the right form
   */
  public static Target parse(String text) {
    return parse(text, null);
  }

  /**
   * As {@link #parse(String)}; a single label stands for a Service of {@code ownNamespace}.
   *
   * @param ownNamespace the namespace of this process, or null when it is not known
   */
  public static Target parse(String text, @Nullable String ownNamespace) {
    try {
      int colon = text.indexOf(':');
      String host = colon < 0 ? text : text.substring(0, colon);
      PortRef port = colon < 0 ? new PortRef.Sole() : PortRef.parse(text.substring(colon + 1));
      return new Target(key(host, ownNamespace), port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Not a target: '" + text + "'. " + e.getMessage() + ". Expected " + FORM, e);
    }
  }

  private static ServiceKey key(String host, @Nullable String ownNamespace) {
    String[] labels = host.split("\\.", -1);
    String name = Names.requireLabel("Service name", labels[0]);
    if (labels.length == 1) {
      if (ownNamespace == null) {
        throw new IllegalArgumentException("The namespace is missing and the own one is not known");
      }
      return new ServiceKey(ownNamespace, name);
    }
    String namespace = Names.requireLabel("namespace", labels[1]);
    if (labels.length > 2 && !labels[2].equals("svc")) {
      throw new IllegalArgumentException(
          "After the namespace comes '.svc' or the port, not '." + labels[2] + "'");
    }
    return new ServiceKey(namespace, name);
  }

  @Override
  public String toString() {
    String host = service.name() + "." + service.namespace();
    return port instanceof PortRef.Sole ? host : host + ":" + port;
  }
}
