package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.IpFamily;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyHints;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one EndpointSlice. One use each: the fields are collected while the tokens pass. */
final class SliceDecoder {
  static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final String HEADLESS = "service.kubernetes.io/headless";
  private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
  private static final String CONTROLLER = "endpointslice-controller.k8s.io";

  /** Few nodes, zones and ports have many endpoints: each name is kept once. */
  private static final SharedNames NAMES = new SharedNames();

  private final JsonCursor json;
  private final ObjectMetadata metadata;
  private @Nullable IpFamily family;
  private List<EndpointRecord> endpoints = List.of();
  private List<Slice.Port> ports = List.of();

  /**
   * @param metadata filled while the object is read, and as far as it could be
   */
  SliceDecoder(JsonCursor json, ObjectMetadata metadata) {
    this.json = json;
    this.metadata = metadata;
  }

  Slice decode() throws IOException {
    json.fields(
        field -> {
          switch (field) {
            case "metadata" -> metadata.read(json);
            case "addressType" -> family = IpFamily.parse(json.text());
            case "endpoints" -> {
              EndpointFields each = new EndpointFields();
              endpoints = json.list(each::read);
            }
            case "ports" -> ports = json.list(this::port);
            default -> {}
          }
        });
    metadata.requireName("EndpointSlice");
    String service = metadata.labels.getOrDefault(SERVICE_NAME, "");
    boolean headless = metadata.labels.containsKey(HEADLESS);
    boolean fromController = CONTROLLER.equals(metadata.labels.get(MANAGED_BY));
    return new Slice(
        metadata.name,
        new ServiceKey(metadata.namespaceOrDefault(), service),
        family,
        ports,
        endpoints,
        new Slice.Origin(headless, fromController));
  }

  private Slice.Port port() throws IOException {
    PortFields port = new PortFields();
    json.fields(
        field -> {
          switch (field) {
            case "name" -> port.name = json.text(NAMES);
            case "protocol" -> port.protocol = Protocol.parse(json.text());
            case "port" -> port.number = json.port();
            default -> {}
          }
        });
    // A protocol Kubernetes does not have matches no Service port: the same as a port without
    // number.
    return port.protocol == null
        ? new Slice.Port(port.name, Protocol.TCP, 0)
        : new Slice.Port(port.name, port.protocol, port.number);
  }

  private static final class PortFields {
    @Nullable String name;
    @Nullable Protocol protocol = Protocol.TCP;
    int number;
  }

  /** One entry of {@code endpoints} after the other. */
  private final class EndpointFields {
    private final JsonCursor.Field fields = this::field;
    private final JsonCursor.Field conditionFields = this::condition;
    private final JsonCursor.Field podFields = this::podField;
    private @Nullable String address;
    private @Nullable Boolean ready;
    private @Nullable Boolean serving;
    private @Nullable Boolean terminating;
    private @Nullable String node;
    private @Nullable String zone;
    private boolean isPod;
    private @Nullable String podName;
    private @Nullable String podUid;
    private List<String> forNodes = List.of();
    private List<String> forZones = List.of();

    EndpointRecord read() throws IOException {
      clear();
      json.fields(fields);
      TopologyHints hints =
          forNodes.isEmpty() && forZones.isEmpty()
              ? TopologyHints.NONE
              : new TopologyHints(forNodes, forZones);
      PodRef pod = isPod && podName != null ? PodRef.of(podName, podUid) : null;
      return new EndpointRecord(
          address, Conditions.of(ready, serving, terminating), node, zone, hints, pod);
    }

    private void clear() {
      address = node = zone = podName = podUid = null;
      ready = serving = terminating = null;
      isPod = false;
      forNodes = forZones = List.of();
    }

    private void field(String field) throws IOException {
      switch (field) {
        case "addresses" -> address = json.firstText();
        case "conditions" -> json.fields(conditionFields);
        case "nodeName" -> node = json.text(NAMES);
        case "zone" -> zone = json.text(NAMES);
        case "targetRef" -> json.fields(podFields);
        case "hints" -> json.fields(this::hint);
        default -> {}
      }
    }

    private void condition(String field) throws IOException {
      switch (field) {
        case "ready" -> ready = json.bool();
        case "serving" -> serving = json.bool();
        case "terminating" -> terminating = json.bool();
        default -> {}
      }
    }

    private void hint(String field) throws IOException {
      switch (field) {
        case "forNodes" -> forNodes = json.list(this::hintedName);
        case "forZones" -> forZones = json.list(this::hintedName);
        default -> {}
      }
    }

    private String hintedName() throws IOException {
      String[] name = {""};
      json.fields(
          field -> {
            if (field.equals("name")) {
              name[0] = Objects.requireNonNullElse(json.text(NAMES), "");
            }
          });
      return name[0];
    }

    /** A reference to something else than a pod says nothing here. */
    private void podField(String field) throws IOException {
      switch (field) {
        case "kind" -> isPod = json.isText("Pod");
        case "name" -> podName = json.textOrEmpty();
        case "uid" -> podUid = json.textOrEmpty();
        default -> {}
      }
    }
  }
}
