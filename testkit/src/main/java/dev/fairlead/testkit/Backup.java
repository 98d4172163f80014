package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** All objects of a {@link FakeKubernetes} with their versions, as they were at one moment. */
public final class Backup {
  final long version;
  final Map<Kind, Map<String, ObjectNode>> objects;
  final Map<String, List<SliceEndpoint>> endpoints;

  /**
   * @param objects by kind and key; shared, since stored objects are never modified
   * @param endpoints what the slices of Services follow
   */
  Backup(
      long version,
      Map<Kind, Map<String, ObjectNode>> objects,
      Map<String, List<SliceEndpoint>> endpoints) {
    this.version = version;
    this.objects = Map.copyOf(objects);
    this.endpoints = Map.copyOf(endpoints);
  }
}
