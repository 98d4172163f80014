package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was applied into what is stored: identity, defaults, cluster addresses.
 *
 * <p>Not thread-safe; {@link ObjectStore} guards it.
 */
final class Admission {
  private final ClusterIps clusterIps = new ClusterIps();
  private long created;

  /** The object to store under the resourceVersion of the one it replaces. */
  ObjectNode admit(Kind kind, ObjectNode applied, @Nullable ObjectNode replaced) {
    ObjectNode object = Omissions.of(applied.deepCopy());
    object.put("kind", kind.manifestName).put("apiVersion", kind.apiVersion());
    switch (kind) {
      case SERVICE -> {
        ServiceDefaults.fill(object);
        clusterIps.assign(object, replaced);
      }
      case ENDPOINT_SLICE -> SliceDefaults.fill(object);
      case NODE -> {
        object.withObjectProperty("spec");
        object.withObjectProperty("status");
      }
    }
    identify(kind, object, replaced);
    return object;
  }

  /** The object is gone: what it held is free again. */
  void released(ObjectNode object) {
    clusterIps.release(object);
  }

  private void identify(Kind kind, ObjectNode object, @Nullable ObjectNode replaced) {
    ObjectNode metadata = Meta.of(object);
    if (replaced != null) {
      metadata.put("uid", Meta.text(replaced, "uid"));
      metadata.put("creationTimestamp", Meta.text(replaced, "creationTimestamp"));
      metadata.put("resourceVersion", Meta.text(replaced, "resourceVersion"));
    } else {
      // From a counter: an object created again under its name is another one, and runs repeat.
      String seed = ++created + kind.key(Meta.namespace(object), Meta.name(object));
      UUID uid = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
      metadata.put("uid", uid.toString());
      metadata.put("creationTimestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      metadata.remove("resourceVersion");
    }
    if (kind == Kind.ENDPOINT_SLICE) {
      metadata.put("generation", SliceDefaults.generation(object, replaced));
    }
  }
}
