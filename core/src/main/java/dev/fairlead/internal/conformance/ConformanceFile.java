package dev.fairlead.internal.conformance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.api.IpFamily;
import dev.fairlead.api.Location;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.RulesVersion;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.api.Traffic;
import dev.fairlead.internal.conformance.ConformanceCase.Answer;
import dev.fairlead.internal.kubernetes.ObjectDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads files of the format {@code endpoint-selection/v1}. Unknown fields are tolerated. */
public final class ConformanceFile {
  private static final String SCHEMA = "endpoint-selection/v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConformanceFile() {}

  /**
   * Reads all cases of a file; the stream is not closed.
   *
   * @throws IllegalArgumentException naming the case and what is missing or wrong in it
   * @throws IOException when it is no JSON
   */
  public static List<ConformanceCase> read(InputStream in) throws IOException {
    JsonNode file = JSON.readTree(in);
    if (!SCHEMA.equals(file.path("schema").asText())) {
      throw new IllegalArgumentException(
          "No conformance file: the field schema is '"
              + file.path("schema").asText()
              + "', not '"
              + SCHEMA
              + "'");
    }
    List<ConformanceCase> cases = new ArrayList<>();
    for (JsonNode vector : require(file, "vectors")) {
      cases.add(named(vector, cases.size() + 1));
    }
    return cases;
  }

  private static ConformanceCase named(JsonNode vector, int number) {
    String name = vector.path("name").asText("number " + number);
    try {
      return decode(name, vector);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("Vector '" + name + "': " + e.getMessage(), e);
    }
  }

  private static ConformanceCase decode(String name, JsonNode vector) throws IOException {
    JsonNode input = require(vector, "input");
    JsonNode service = require(input, "service");
    List<Slice> slices = new ArrayList<>();
    for (JsonNode slice : require(input, "endpointSlices")) {
      slices.add(ObjectDecoder.slice(parser(slice)));
    }
    Service found = service.isNull() ? null : ObjectDecoder.service(parser(service));
    return new ConformanceCase(
        name, found, slices, location(input.path("node")), query(vector), answer(vector));
  }

  private static Location location(JsonNode node) {
    return new Location(text(node, "name"), text(node, "zone"));
  }

  private static Query query(JsonNode vector) {
    JsonNode port = require(vector, "port");
    String protocol = text(vector, "protocol");
    String family = text(vector, "ipFamily");
    String version = text(vector, "clusterVersion");
    return new Query(
        port.isNumber() ? new PortRef.Numbered(port.asInt()) : new PortRef.Named(port.asText()),
        protocol == null ? null : known(Protocol.parse(protocol), "protocol", protocol),
        family == null ? null : known(IpFamily.parse(family), "ipFamily", family),
        traffic(text(vector, "traffic")),
        version == null ? RulesVersion.LATEST : RulesVersion.parse(version));
  }

  private static Answer answer(JsonNode vector) {
    JsonNode expect = require(vector, "expect");
    Set<String> endpoints = new LinkedHashSet<>();
    require(expect, "endpoints").forEach(endpoint -> endpoints.add(endpoint.asText()));
    String reason = text(expect, "reason");
    return new Answer(
        endpoints, reason == null ? null : reason(reason), text(expect, "externalName"));
  }

  private static Traffic traffic(@Nullable String text) {
    if (text == null || text.equals("internal")) {
      return Traffic.INTERNAL;
    }
    return known(text.equals("external") ? Traffic.EXTERNAL : null, "traffic", text);
  }

  private static Reason reason(String text) {
    for (Reason reason : Reason.values()) {
      if (reason.name().equals(text)) {
        return reason;
      }
    }
    return known(null, "reason", text);
  }

  private static <T> T known(@Nullable T value, String field, String text) {
    if (value == null) {
      throw new IllegalArgumentException(
          "the field " + field + " has the unknown value '" + text + "'");
    }
    return value;
  }

  private static JsonNode require(JsonNode parent, String field) {
    JsonNode value = parent.get(field);
    if (value == null) {
      throw new IllegalArgumentException("the field " + field + " is missing");
    }
    return value;
  }

  private static @Nullable String text(JsonNode parent, String field) {
    JsonNode value = parent.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  private static JsonParser parser(JsonNode node) {
    return node.traverse();
  }
}
