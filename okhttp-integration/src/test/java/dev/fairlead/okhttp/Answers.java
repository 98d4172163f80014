package dev.fairlead.okhttp;

import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** What servers answer. */
final class Answers {
  private Answers() {}

  /** 200 with this body, to every request. */
  static Dispatcher always(String body) {
    return to(request -> new MockResponse.Builder().body(body));
  }

  /** This, to every request; made anew for each. */
  static Dispatcher to(Function<RecordedRequest, MockResponse.Builder> answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answer.apply(request).build();
      }
    };
  }

  /** This status, with it as the body. */
  static Dispatcher status(int code) {
    return to(request -> new MockResponse.Builder().code(code).body(String.valueOf(code)));
  }

  /** A redirect of {@code /redirect} to {@code location}; {@code body} to all else. */
  static Dispatcher redirect(String location, String body) {
    return to(
        request ->
            request.getTarget().equals("/redirect")
                ? new MockResponse.Builder().code(302).addHeader("Location", location)
                : new MockResponse.Builder().body(body));
  }
}
