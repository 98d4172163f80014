package dev.fairlead.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.api.Location;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Query;
import dev.fairlead.api.RulesVersion;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Slice;
import dev.fairlead.api.Target;
import dev.fairlead.api.Traffic;
import dev.fairlead.internal.conformance.ConformanceCase.Answer;
import java.util.Locale;
import java.util.Objects;

/**
 * A report as a conformance file with one case: the objects as they were read, the question, and
 * the answer. {@code fairlead conformance} reads it, and so does whoever gets the bug report.
 */
final class ExplanationVector {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final Report report;

  private ExplanationVector(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    ObjectNode file = JSON.createObjectNode();
    file.put("schema", "endpoint-selection/v1");
    new ExplanationVector(report).write(file.putArray("vectors").addObject());
    return file.toPrettyString();
  }

  private void write(ObjectNode vector) {
    vector.put("name", name());
    input(vector.putObject("input"));
    question(vector, SolePort.spelledOut(report.question().query(), report.service()));
    expectation(vector.putObject("expect"));
    vector.put("note", note());
  }

  /** As all names of cases: words in lower case with dashes between them. */
  private String name() {
    Target target = report.question().target();
    ServiceKey service = target.service();
    String port = target.port() instanceof PortRef.Sole ? "" : "-" + target.port();
    return "explain-" + service.namespace() + "-" + service.name() + port;
  }

  private void input(ObjectNode input) {
    ServiceKey key = report.question().target().service();
    Decoded<Service> service = report.manifests().services().get(key);
    input.set("service", service == null ? null : trimmed(service.object(), "v1"));
    ArrayNode slices = input.putArray("endpointSlices");
    for (Decoded<Slice> slice : report.manifests().slicesOf(key)) {
      slices.add(trimmed(slice.object(), "discovery.k8s.io/v1"));
    }
    Location location = report.question().location();
    input.putObject("node").put("name", location.node()).put("zone", location.zone());
  }

  /** Without what no rule reads, and what may hold more than is meant to be shown. */
  private static ObjectNode trimmed(ManifestObject object, String apiVersion) {
    ObjectNode copy = JSON.createObjectNode();
    copy.put("apiVersion", apiVersion).put("kind", object.kind());
    copy.setAll((ObjectNode) object.node().deepCopy());
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(LAST_APPLIED);
      }
    }
    return copy;
  }

  private static void question(ObjectNode vector, Query query) {
    if (query.port() instanceof PortRef.Numbered number) {
      vector.put("port", number.number());
    } else {
      vector.put("port", ((PortRef.Named) query.port()).name());
    }
    if (query.protocol() != null) {
      vector.put("protocol", query.protocol().name());
    }
    if (query.family() != null) {
      vector.put("ipFamily", query.family().toString());
    }
    if (query.traffic() != Traffic.INTERNAL) {
      vector.put("traffic", query.traffic().name().toLowerCase(Locale.ROOT));
    }
    RulesVersion rules = query.rules();
    if (!rules.equals(RulesVersion.LATEST)) {
      vector.put("clusterVersion", rules.major() + "." + rules.minor());
    }
  }

  private void expectation(ObjectNode expect) {
    Answer answer = Answer.of(report.explanation().selection());
    ArrayNode endpoints = expect.putArray("endpoints");
    answer.endpoints().forEach(endpoints::add);
    if (answer.reason() != null) {
      expect.put("reason", answer.reason().name());
    }
    if (answer.externalName() != null) {
      expect.put("externalName", answer.externalName());
    }
  }

  private String note() {
    return report.explanation().selection() instanceof Selection.Eligible eligible
        ? "Selected by " + eligible.tier() + ": " + eligible.tier().rule()
        : Objects.requireNonNullElse(report.refusal(), "");
  }
}
