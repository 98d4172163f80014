package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What editors and the reference know of the properties. */
class MetadataTest {

  /** Those whose default is to find something out, or nothing. */
  private static final Set<String> WITHOUT_DEFAULT =
      Set.of(
          "fairlead.api-url",
          "fairlead.kubeconfig.context",
          "fairlead.kubeconfig.file",
          "fairlead.locality.node-name",
          "fairlead.locality.zone",
          "fairlead.mode",
          "fairlead.namespace",
          "fairlead.okhttp.ssl.bundle");

  private static final Set<String> COLLECTIONS = Set.of("java.util.List", "java.util.Map");

  private static JsonNode metadata() throws IOException {
    try (InputStream file =
        FairleadProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      return new ObjectMapper().readTree(file);
    }
  }

  @Test
  void everyPropertyHasADescriptionAndADefault() throws IOException {
    List<String> lacking = new ArrayList<>();
    Set<String> without = new TreeSet<>(WITHOUT_DEFAULT);
    for (JsonNode property : metadata().path("properties")) {
      String name = property.path("name").asText();
      if (property.path("description").asText().isEmpty()) {
        lacking.add("description of " + name);
      }
      boolean isCollection =
          COLLECTIONS.contains(property.path("type").asText().replaceAll("<.*", ""));
      if (!property.has("defaultValue") && !isCollection && !without.remove(name)) {
        lacking.add("default of " + name);
      }
    }

    assertThat(lacking).isEmpty();
  }

  @Test
  void everyChoiceHasHints() throws IOException {
    Set<String> hinted = new TreeSet<>();
    metadata().path("hints").forEach(hint -> hinted.add(hint.path("name").asText()));

    for (JsonNode property : metadata().path("properties")) {
      String type = property.path("type").asText();
      String name = property.path("name").asText();
      if (type.contains("dev.fairlead") && !type.endsWith("Properties")) {
        assertThat(hinted).contains(type.startsWith("java.util.Map") ? name + ".keys" : name);
      }
    }
  }

  @Test
  void thePropertiesOfTheRecordsAreKnown() throws IOException {
    Set<String> names = new TreeSet<>();
    metadata().path("properties").forEach(property -> names.add(property.path("name").asText()));

    assertThat(names)
        .contains(
            "fairlead.enabled",
            "fairlead.static",
            "fairlead.startup.wait",
            "fairlead.ejection.most-percent",
            "fairlead.namespaces",
            "fairlead.fallback");
  }
}
