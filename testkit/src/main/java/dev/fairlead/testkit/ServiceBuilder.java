package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Service in the making; {@link #apply()} creates it or replaces the one of its name.
 *
 * <p>What is not set gets the defaults of a real API server. Not thread-safe.
 */
public final class ServiceBuilder {
  private static final List<String> TRAFFIC_DISTRIBUTIONS =
      List.of("PreferSameZone", "PreferClose", "PreferSameNode");

  private final Consumer<ObjectNode> target;
  private final ObjectNode service = JsonNodeFactory.instance.objectNode();
  private final ObjectNode spec;

  ServiceBuilder(String namespace, String name, Consumer<ObjectNode> target) {
    Manifests.checkName(Kind.SERVICE, name);
    Manifests.checkNamespace(Kind.SERVICE, name, namespace);
    this.target = target;
    service.putObject("metadata").put("name", name).put("namespace", namespace);
    spec = service.putObject("spec");
  }

  /** Adds a TCP port; an empty name leaves it unnamed. The target port is the same number. */
  public ServiceBuilder port(String name, int port) {
    return port(name, port, "TCP");
  }

  /** Adds a port of the given protocol: TCP, UDP or SCTP. */
  public ServiceBuilder port(String name, int port, String protocol) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port \"" + name + "\" is " + port + ", not 1 to 65535");
    }
    ObjectNode entry = spec.withArray("ports").addObject();
    if (!name.isEmpty()) {
      entry.put("name", name);
    }
    entry.put("protocol", protocol).put("port", port).put("targetPort", port);
    return this;
  }

  /** Sets {@code spec.internalTrafficPolicy}: "Cluster" (the default) or "Local". */
  public ServiceBuilder internalTrafficPolicy(String policy) {
    if (!policy.equals("Cluster") && !policy.equals("Local")) {
      throw new IllegalArgumentException(
          "internalTrafficPolicy is \"Cluster\" or \"Local\", not \"" + policy + "\"");
    }
    spec.put("internalTrafficPolicy", policy);
    return this;
  }

  /**
   * Sets {@code spec.trafficDistribution}: "PreferSameZone", "PreferClose" (its older name) or
   * "PreferSameNode"; the slices of the Service then carry hints.
   */
  public ServiceBuilder trafficDistribution(String preference) {
    if (!TRAFFIC_DISTRIBUTIONS.contains(preference)) {
      throw new IllegalArgumentException(
          "trafficDistribution is one of "
              + TRAFFIC_DISTRIBUTIONS
              + ", not \""
              + preference
              + "\"");
    }
    spec.put("trafficDistribution", preference);
    return this;
  }

  /** Gives the Service no cluster IP ({@code clusterIP: None}). */
  public ServiceBuilder headless() {
    spec.put("clusterIP", "None");
    return this;
  }

  /** Makes it a Service of type ExternalName: a DNS alias without endpoints. */
  public ServiceBuilder externalName(String host) {
    spec.put("type", "ExternalName").put("externalName", host);
    return this;
  }

  /** Adds a label. */
  public ServiceBuilder label(String key, String value) {
    Meta.of(service).withObjectProperty("labels").put(key, value);
    return this;
  }

  /** Adds an annotation. */
  public ServiceBuilder annotation(String key, String value) {
    Meta.of(service).withObjectProperty("annotations").put(key, value);
    return this;
  }

  /**
   * Writes the Service; watches have been sent the event, or will be at once, when this returns.
   */
  public void apply() {
    target.accept(service);
  }
}
