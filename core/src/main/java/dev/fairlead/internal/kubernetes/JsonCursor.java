package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object from a stream of tokens, in whatever order its fields come. Unknown fields are
 * passed over, null is absence, and a value of the wrong type names its field and line.
 *
 * <p>Works on JSON and YAML alike, since both arrive as a {@link JsonParser}.
 */
final class JsonCursor {
  private final JsonParser parser;

  /** The parser stands on the value to read, or before the first token. */
  JsonCursor(JsonParser parser) throws IOException {
    this.parser = parser;
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
  }

  /** Called with the cursor on the value of a field; what it leaves unread is passed over. */
  interface Field {
    void read(String name) throws IOException;
  }

  /** Reads the value under the cursor; null leaves it out of a list. */
  interface Value<T> {
    @Nullable T read() throws IOException;
  }

  /** Visits the fields of the object under the cursor; null has none. */
  void fields(Field field) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    require(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field.read(name);
      parser.skipChildren();
    }
  }

  /** Reads the elements of the list under the cursor; null has none. */
  <T> List<T> list(Value<T> element) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    require(JsonToken.START_ARRAY, "a list");
    List<T> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      T value = element.read();
      if (value != null) {
        elements.add(value);
      }
      parser.skipChildren();
    }
    return elements;
  }

  /** The text under the cursor; null when absent. Numbers and booleans are taken as written. */
  @Nullable String text() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token == null || !token.isScalarValue()) {
      throw wrong("text");
    }
    return parser.getText();
  }

  /** As {@link #text}, a name of many. */
  @Nullable String text(SharedNames names) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? names.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
        : text();
  }

  /** Whether this is the text under the cursor. */
  boolean isText(String expected) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? SharedNames.same(
            expected, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
        : expected.equals(text());
  }

  /** The first text of the list under the cursor; null when there is none. */
  @Nullable String firstText() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    require(JsonToken.START_ARRAY, "a list");
    String first = null;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      first = first == null ? textOrEmpty() : first;
      parser.skipChildren();
    }
    return first;
  }

  /** The text under the cursor; empty when absent. */
  String textOrEmpty() throws IOException {
    String text = text();
    return text == null ? "" : text;
  }

  /** The port number under the cursor; 0 when absent. */
  int port() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return 0;
    }
    boolean small =
        token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT;
    if (!small || parser.getIntValue() < 0 || parser.getIntValue() > 65535) {
      throw wrong("a port number, 1 to 65535");
    }
    return parser.getIntValue();
  }

  /** The whole number under the cursor; {@code absent} when there is none. */
  int integer(int least, int most, int absent) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return absent;
    }
    boolean small =
        token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT;
    if (!small || parser.getIntValue() < least || parser.getIntValue() > most) {
      throw wrong("a number, " + least + " to " + most);
    }
    return parser.getIntValue();
  }

  /** The boolean under the cursor; null when absent. */
  @Nullable Boolean bool() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw wrong("true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private void require(JsonToken token, String wanted) throws IOException {
    if (parser.currentToken() != token) {
      throw wrong(wanted);
    }
  }

  private UndecodableException wrong(String wanted) throws IOException {
    String path = parser.getParsingContext().pathAsPointer().toString();
    int line = parser.currentTokenLocation().getLineNr();
    String where =
        (path.isEmpty() ? "the object" : path) + (line > 0 ? " (line " + line + ")" : "");
    return new UndecodableException(where + ": expected " + wanted + ", found " + found());
  }

  private String found() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return "an object";
    }
    if (token == JsonToken.START_ARRAY) {
      return "a list";
    }
    return token == null ? "nothing" : "'" + parser.getText() + "'";
  }
}
