package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads and checks manifests; what is wrong is an IllegalArgumentException that names it. */
final class Manifests {
  private static final ObjectMapper YAML = yaml();

  /** JSON is read as such: YAML allows no tabs between its tokens. */
  private static final Pattern JSON_START = Pattern.compile("\\s*\\{\\s*\"");

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern DNS_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private Manifests() {}

  /** The objects of YAML documents or JSON, with {@code v1} Lists unpacked; all of them checked. */
  static List<ObjectNode> parse(String text) {
    ObjectMapper mapper = JSON_START.matcher(text).lookingAt() ? Json.MAPPER : YAML;
    List<ObjectNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = mapper.readerFor(JsonNode.class).readValues(text)) {
      while (documents.hasNextValue()) {
        collect(documents.nextValue(), objects);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("manifest cannot be read: " + e.getMessage(), e);
    }
    objects.forEach(Manifests::check);
    return objects;
  }

  /** The object as one YAML document. */
  static String toYaml(ObjectNode object) throws IOException {
    return YAML.writeValueAsString(object);
  }

  /** A Node in a zone; fails unless it could have that name. */
  static ObjectNode node(String name, String zone) {
    checkName(Kind.NODE, name);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode labels = node.putObject("metadata").put("name", name).putObject("labels");
    labels.put("kubernetes.io/hostname", name).put("topology.kubernetes.io/zone", zone);
    return node;
  }

  /** Without the limit of 3 MB that is there for documents from strangers. */
  private static ObjectMapper yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build());
  }

  private static void collect(JsonNode document, List<ObjectNode> objects) {
    if (document.isNull() || (document.isTextual() && document.asText().isEmpty())) {
      return; // nothing between two "---"
    }
    if (!(document instanceof ObjectNode object)) {
      throw new IllegalArgumentException("a manifest is an object, not: " + document);
    }
    if (object.path("kind").asText().equals("List")) {
      object.path("items").forEach(item -> collect(item, objects));
    } else {
      objects.add(object);
    }
  }

  private static void check(ObjectNode object) {
    if (!object.path("kind").isTextual()) {
      throw new IllegalArgumentException("a manifest without kind: " + object);
    }
    Kind kind = Kind.ofManifest(object.path("kind").asText());
    String apiVersion = object.path("apiVersion").asText(kind.apiVersion());
    if (!apiVersion.equals(kind.apiVersion())) {
      throw new IllegalArgumentException(
          "%s has apiVersion \"%s\"; FakeKubernetes serves \"%s\""
              .formatted(kind.manifestName, apiVersion, kind.apiVersion()));
    }
    checkName(kind, Meta.name(object));
    checkNamespace(kind, Meta.name(object), Meta.namespace(object));
    if (kind == Kind.ENDPOINT_SLICE && object.path("addressType").asText().isEmpty()) {
      throw new IllegalArgumentException(
          "EndpointSlice \"" + Meta.name(object) + "\" has no addressType; add IPv4, IPv6 or FQDN");
    }
  }

  /** Fails unless the name could be one of that kind. */
  static void checkName(Kind kind, String name) {
    Pattern pattern = kind == Kind.SERVICE ? DNS_LABEL : DNS_NAME;
    if (name.length() > 253 || !pattern.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s has metadata.name \"%s\"; a name has lower case letters, digits and \"-\""
              .formatted(kind.manifestName, name));
    }
  }

  /** Fails unless the namespace fits the kind: none for a Node, a DNS label for the others. */
  static void checkNamespace(Kind kind, String name, String namespace) {
    if (!kind.namespaced) {
      if (!namespace.isEmpty()) {
        throw new IllegalArgumentException(
            "%s \"%s\" has metadata.namespace \"%s\", but is not namespaced"
                .formatted(kind.manifestName, name, namespace));
      }
    } else if (!DNS_LABEL.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "%s \"%s\" has metadata.namespace \"%s\"; a namespace is needed, like \"shop\""
              .formatted(kind.manifestName, name, namespace));
    }
  }
}
