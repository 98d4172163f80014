package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One pod behind a Service, as an EndpointSlice describes it.
 *
 * <p>Immutable; each {@code with} method returns another one. A new one is ready, has no ports and
 * no hints, and carries a uid that is always the same for the same pod name.
 */
public final class SliceEndpoint {
  private final ObjectNode pod;
  private final Conditions conditions;
  private final SortedMap<String, Integer> ports;

  private record Conditions(boolean ready, boolean serving, boolean terminating) {}

  private SliceEndpoint(ObjectNode pod, Conditions conditions, SortedMap<String, Integer> ports) {
    this.pod = pod;
    this.conditions = conditions;
    this.ports = ports;
  }

  /**
   * A ready endpoint.
   *
   * @param address an IPv4 or IPv6 address; unlike a real API server, loopback addresses are taken
   * @param node the name of the pod's Node, or null if the slice leaves it out
   * @param zone the zone of that Node, or null if the slice leaves it out
   * @param pod the name of the pod
   */
  public static SliceEndpoint of(
      String address, @Nullable String node, @Nullable String zone, String pod) {
    if (address.isEmpty() || pod.isEmpty()) {
      throw new IllegalArgumentException(
          "an endpoint needs an address and a pod, not \"" + address + "\" and \"" + pod + "\"");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("addresses").add(address);
    json.putObject("targetRef").put("kind", "Pod").put("name", pod).put("uid", PodUid.of(pod));
    if (node != null) {
      json.put("nodeName", node);
    }
    if (zone != null) {
      json.put("zone", zone);
    }
    return new SliceEndpoint(json, new Conditions(true, true, false), new TreeMap<>());
  }

  /** A ready endpoint for a pod that runs, with the port it listens on under this name. */
  public static SliceEndpoint of(EchoPod pod, String portName) {
    return of(pod.address(), pod.node(), pod.zone(), pod.name()).withPort(portName, pod.port());
  }

  /** With one more port: the number that the Service port of this name leads to on this pod. */
  public SliceEndpoint withPort(String portName, int number) {
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException(
          "port \"" + portName + "\" is " + number + ", not 1 to 65535");
    }
    SortedMap<String, Integer> more = new TreeMap<>(ports);
    more.put(portName, number);
    return new SliceEndpoint(pod, conditions, more);
  }

  /** Neither ready nor serving, not terminating: a pod that starts, or fails its probe. */
  public SliceEndpoint notReady() {
    return new SliceEndpoint(pod, new Conditions(false, false, false), ports);
  }

  /**
   * Terminating, hence not ready.
   *
   * @param serving whether the pod still passes its readiness probe
   */
  public SliceEndpoint terminating(boolean serving) {
    return new SliceEndpoint(pod, new Conditions(false, serving, true), ports);
  }

  /** With another uid of the pod: a pod that was replaced by one of the same name. */
  public SliceEndpoint withUid(String uid) {
    ObjectNode copy = pod.deepCopy();
    copy.withObjectProperty("targetRef").put("uid", uid);
    return new SliceEndpoint(copy, conditions, ports);
  }

  /**
   * With the topology hints {@code forZones} and {@code forNodes}; an empty list leaves one out.
   */
  public SliceEndpoint withHints(List<String> zones, List<String> nodes) {
    ObjectNode copy = pod.deepCopy();
    copy.remove("hints");
    names(copy, "forZones", zones);
    names(copy, "forNodes", nodes);
    return new SliceEndpoint(copy, conditions, ports);
  }

  private static void names(ObjectNode endpoint, String field, List<String> names) {
    if (!names.isEmpty()) {
      ArrayNode array = endpoint.withObjectProperty("hints").putArray(field);
      names.forEach(name -> array.addObject().put("name", name));
    }
  }

  Map<String, Integer> ports() {
    return ports;
  }

  String address() {
    return pod.path("addresses").path(0).asText();
  }

  /** The element of {@code endpoints} for this pod in its namespace. */
  ObjectNode toJson(String namespace) {
    ObjectNode json = pod.deepCopy();
    json.withObjectProperty("targetRef").put("namespace", namespace);
    json.putObject("conditions")
        .put("ready", conditions.ready)
        .put("serving", conditions.serving)
        .put("terminating", conditions.terminating);
    return json;
  }

  @Override
  public String toString() {
    return "SliceEndpoint[" + pod + ", " + conditions + ", ports=" + ports + "]";
  }
}
