package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** The message of a Status object, which is how a Kubernetes API says no. */
final class StatusText {
  private static final JsonFactory JSON = new JsonFactory();

  private StatusText() {}

  /** The message in {@code body}, or the body itself when it is no Status. */
  static String of(String body) {
    String[] message = {""};
    try (JsonParser parser = JSON.createParser(body)) {
      JsonCursor cursor = new JsonCursor(parser);
      cursor.fields(
          field -> {
            if (field.equals("message")) {
              message[0] = cursor.textOrEmpty();
            }
          });
    } catch (IOException e) {
      return body.strip();
    }
    return message[0];
  }
}
