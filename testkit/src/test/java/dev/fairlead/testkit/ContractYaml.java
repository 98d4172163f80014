package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the YAML that cases are written in. */
final class ContractYaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private ContractYaml() {}

  static ObjectNode object(String yaml) {
    try {
      return (ObjectNode) MAPPER.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
