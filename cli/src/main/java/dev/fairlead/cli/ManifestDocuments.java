package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Splits a text into its documents and checks that each is a Kubernetes object. */
final class ManifestDocuments {
  private static final ObjectMapper TREES = new ObjectMapper();
  private static final int FIELDS_SHOWN = 4;

  private ManifestDocuments() {}

  /**
   * The documents of a text, Lists not opened. Empty documents are passed over.
   *
   * @throws BadInputException naming file and line of a syntax error, of a document that is no
   *     Kubernetes object, or the file when it holds no document at all
   */
  static List<ManifestObject> read(ManifestText text) {
    List<ManifestObject> objects = new ArrayList<>();
    try (JsonParser parser = text.parser()) {
      int number = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.VALUE_NULL) {
          int line = parser.currentTokenLocation().getLineNr();
          Place place = new Place(text, number, line, List.of());
          objects.add(required(new ManifestObject(place, TREES.readTree(parser), "")));
        }
        number++;
      }
    } catch (IOException e) {
      throw syntax(text, e);
    }
    if (objects.isEmpty()) {
      throw new BadInputException(
          text.name()
              + ": empty. If a command wrote it, see whether that command failed; "
              + Advice.GET);
    }
    return objects;
  }

  /** Returns {@code object} if it says what it is. */
  static ManifestObject required(ManifestObject object) {
    boolean version = !object.apiVersion().isEmpty() || !object.impliedKind().isEmpty();
    if (object.node().isObject() && version && !object.kind().isEmpty()) {
      requireItems(object);
      return object;
    }
    throw new BadInputException(
        object.place()
            + ": no Kubernetes object: "
            + found(object.node())
            + ". Leave the file out; "
            + Advice.GET);
  }

  private static void requireItems(ManifestObject object) {
    JsonNode items = object.node().path("items");
    if (object.isList() && !items.isArray() && !items.isNull()) {
      throw new BadInputException(
          object.place() + ": " + object.kind() + ": /items is no list. " + Advice.GET);
    }
  }

  private static String found(JsonNode node) {
    if (!node.isObject()) {
      return node.isArray() ? "a bare list" : "plain text";
    }
    StringBuilder fields = new StringBuilder();
    Iterator<String> names = node.fieldNames();
    for (int i = 0; i < FIELDS_SHOWN && names.hasNext(); i++) {
      fields.append(i == 0 ? "" : ", ").append(names.next());
    }
    String shown = fields.isEmpty() ? "nothing" : fields + (names.hasNext() ? ", ..." : "");
    return "apiVersion or kind is missing or no text; it has " + shown;
  }

  private static BadInputException syntax(ManifestText text, IOException e) {
    return new BadInputException(
        text.name()
            + Causes.line(e)
            + ": neither YAML nor JSON: "
            + Causes.of(e)
            + ". Correct it there",
        e);
  }
}
