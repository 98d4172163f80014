package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import java.io.IOException;

/**
 * Reads Kubernetes objects, as an API server or a file holds them, into our words. Pure; keeps only
 * what selection uses and tolerates everything else.
 */
public final class ObjectDecoder {
  private ObjectDecoder() {}

  /**
   * Reads the v1 Service at which {@code parser} stands (or begins) and leaves the parser at its
   * end.
   *
   * @throws UndecodableException naming field and line when a value is of the wrong type or the
   *     object has no name
   */
  public static Service service(JsonParser parser) throws IOException {
    return service(parser, new ObjectMetadata());
  }

  /** As {@link #service}, for a discovery.k8s.io/v1 EndpointSlice. */
  public static Slice slice(JsonParser parser) throws IOException {
    return slice(parser, new ObjectMetadata());
  }

  /** As {@link #service(JsonParser)}; {@code metadata} is filled as far as it could be read. */
  static Service service(JsonParser parser, ObjectMetadata metadata) throws IOException {
    return new ServiceDecoder(new JsonCursor(parser), metadata).decode();
  }

  /** As {@link #slice(JsonParser)}; {@code metadata} is filled as far as it could be read. */
  static Slice slice(JsonParser parser, ObjectMetadata metadata) throws IOException {
    return new SliceDecoder(new JsonCursor(parser), metadata).decode();
  }
}
