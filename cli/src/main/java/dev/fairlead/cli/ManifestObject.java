package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One Kubernetes object of a file, not yet decoded.
 *
 * @param impliedKind the kind that its typed List gives to items without one; else empty
 */
record ManifestObject(Place place, JsonNode node, String impliedKind) {

  /** Turns the tokens of an object into something of ours. */
  interface Decoder<T> {
    T decode(JsonParser parser) throws IOException;
  }

  /** The kind, without regard to the API group. */
  String kind() {
    return node.path("kind").asText(impliedKind);
  }

  /** Group and version; empty for an item that leaves them to its typed List. */
  String apiVersion() {
    return node.path("apiVersion").asText("");
  }

  /** True for the lists that {@code kubectl get} and the API print. */
  boolean isList() {
    return kind().endsWith("List") && node.has("items");
  }

  /** The objects of a List; {@code ServiceList} implies the kind {@code Service}. */
  List<ManifestObject> items() {
    List<ManifestObject> items = new ArrayList<>();
    String kind = kind().substring(0, kind().length() - "List".length());
    for (JsonNode item : node.path("items")) {
      items.add(new ManifestObject(place.item(items.size()), item, kind));
    }
    return items;
  }

  /**
   * Decodes this object.
   *
   * @throws BadInputException naming file, line, object and field when a value is of the wrong type
   */
  <T> T decode(Decoder<T> decoder) {
    try (JsonParser parser = node.traverse()) {
      return decoder.decode(parser);
    } catch (IOException e) {
      throw undecodable(decoder, e);
    }
  }

  /** Decodes once more, from the text, for the sake of a message with the line of the field. */
  private BadInputException undecodable(Decoder<?> decoder, IOException inTree) {
    IOException cause = inTree;
    try (JsonParser parser = place.parser()) {
      decoder.decode(parser);
    } catch (IOException inText) {
      cause = inText;
    }
    return new BadInputException(
        place
            + ": "
            + this
            + ": "
            + Causes.of(cause)
            + ". Correct it, or take the object from the cluster with kubectl get -o yaml",
        cause);
  }

  /** Kind and name, such as {@code Service orders}. */
  @Override
  public String toString() {
    String name = node.path("metadata").path("name").asText("");
    return name.isEmpty() ? kind() : kind() + " " + name;
  }
}
