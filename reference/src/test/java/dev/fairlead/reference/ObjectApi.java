package dev.fairlead.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The Services and EndpointSlices of one namespace, as an API server holds them. */
public interface ObjectApi {

  /** The namespace, which every object that is put names. */
  String namespace();

  /** Creates or replaces. */
  void put(ObjectNode object);

  /**
   * Deletes an object that is there.
   *
   * @param kind as in manifests: Service or EndpointSlice
   */
  void delete(String kind, String name);

  /**
   * The list of all objects of one kind, as they are now.
   *
   * @param resource services or endpointslices
   */
  JsonNode list(String resource);
}
