package dev.fairlead.api;

import java.util.Objects;

/** The identity of a Kubernetes Service: its namespace and its name. */
public record ServiceKey(String namespace, String name) {

  public ServiceKey {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
  }

  /**
   * Returns {@code namespace}.
   *
   * @throws IllegalArgumentException when it is no name of a namespace; it says what to write
   *     instead
   */
  public static String requireNamespace(String namespace) {
    return Names.requireLabel("namespace", namespace);
  }

  /** {@code namespace/name}, as Kubernetes writes it in its own messages. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
