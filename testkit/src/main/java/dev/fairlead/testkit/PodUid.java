package dev.fairlead.testkit;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The uid of a pod that was given none: always the same for the same name. */
final class PodUid {
  private PodUid() {}

  static String of(String pod) {
    return UUID.nameUUIDFromBytes(("pod/" + pod).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
