package dev.fairlead.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an object stands. Written {@code FILE:LINE}, with the line where its document begins.
 *
 * @param document the number of its document in the text, from 0
 * @param line the first line of that document, from 1
 * @param items its position in {@code items}, for an object inside a List
 */
record Place(ManifestText text, int document, int line, List<Integer> items) {

  Place {
    items = List.copyOf(items);
  }

  /** The place of one of the {@code items} of the List that stands here. */
  Place item(int index) {
    List<Integer> path = new ArrayList<>(items);
    path.add(index);
    return new Place(text, document, line, path);
  }

  /**
   * A parser on the first token of the object. Unlike a tree in memory it knows the lines, so what
   * is wrong can be shown exactly. To be closed by the caller.
   */
  JsonParser parser() throws IOException {
    JsonParser parser = text.parser();
    skip(parser, document);
    for (int index : items) {
      while (!"items".equals(parser.nextFieldName())) {
        parser.nextToken();
        parser.skipChildren();
      }
      parser.nextToken();
      skip(parser, index);
    }
    return parser;
  }

  /** Passes over {@code count} values and goes to the next one. */
  private static void skip(JsonParser parser, int count) throws IOException {
    JsonToken token = parser.nextToken();
    for (int i = 0; i < count && token != null; i++) {
      parser.skipChildren();
      token = parser.nextToken();
    }
  }

  @Override
  public String toString() {
    return text.name() + ":" + line;
  }
}
