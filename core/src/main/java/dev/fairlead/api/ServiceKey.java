package dev.fairlead.api;

import java.util.Objects;

/** The identity of a Kubernetes Service: its namespace and its name. */
public record ServiceKey(String namespace, String name) {

  public ServiceKey {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
  }

  /** {@code namespace/name}, as Kubernetes writes it in its own messages. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
