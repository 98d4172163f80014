package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The answer to {@code /version}: that of the Kubernetes whose behaviour is modelled. */
final class ServerVersion {
  private static final String MAJOR = "1";
  private static final String MINOR = "36";

  private ServerVersion() {}

  static ObjectNode toJson() {
    ObjectNode version = JsonNodeFactory.instance.objectNode();
    version.put("major", MAJOR).put("minor", MINOR);
    version.put("emulationMajor", MAJOR).put("emulationMinor", MINOR);
    version.put("minCompatibilityMajor", MAJOR).put("minCompatibilityMinor", "35");
    version.put("gitVersion", "v1.36.0").put("gitCommit", "").put("gitTreeState", "clean");
    version.put("buildDate", "2026-04-22T00:00:00Z").put("goVersion", "go1.26.0");
    return version.put("compiler", "gc").put("platform", "linux/amd64");
  }
}
