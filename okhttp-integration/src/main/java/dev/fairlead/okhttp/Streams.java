package dev.fairlead.okhttp;

import java.util.List;
import okhttp3.Response;

/** Answers that stay open for as long as there is something to say. */
final class Streams {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final List<String> TYPES =
      List.of(
          "text/event-stream",
          "application/x-ndjson",
          "application/grpc",
          "multipart/x-mixed-replace");

  private Streams() {}

  static boolean isOne(Response response) {
    if (response.code() == SWITCHING_PROTOCOLS) {
      return true;
    }
    String type = response.header("Content-Type");
    if (type == null) {
      return false;
    }
    for (int i = 0; i < TYPES.size(); i++) {
      String stream = TYPES.get(i);
      if (type.regionMatches(true, 0, stream, 0, stream.length())) {
        return true;
      }
    }
    return false;
  }
}
