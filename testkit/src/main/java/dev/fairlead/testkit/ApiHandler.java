package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** The HTTP side of the API: one request in, one answer or one watch out. Thread-safe. */
final class ApiHandler extends Handler.Abstract {
  private final ApiReader reader;
  private final Watches watches;
  private final BearerToken token;
  private final Denials denials;
  private final Faults faults;
  private final FaultyAnswers faulty;
  private final AccessReviews reviews;
  private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();

  ApiHandler(ApiReader reader, Watches watches, BearerToken token, Denials denials, Faults faults) {
    this.reader = reader;
    this.watches = watches;
    this.token = token;
    this.denials = denials;
    this.faults = faults;
    this.faulty = new FaultyAnswers(reader);
    this.reviews = new AccessReviews(denials);
  }

  /** What was asked so far, in the order of arrival. */
  Queue<RecordedRequest> requests() {
    return requests;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    if (request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")) {
      // An empty, finished answer makes clients fall back to HTTP watches at once.
      response.write(true, BufferUtil.EMPTY_BUFFER, callback);
      return true;
    }
    ApiRequest wanted =
        ApiRequest.parse(request.getMethod(), Request.getPathInContext(request), query(request));
    requests.add(recorded(wanted, request));
    try {
      token.check(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      denials.check(wanted);
      Faults.Deed deed = faults.next(wanted);
      if (deed == null) {
        answer(wanted, request, response, callback);
      } else {
        faulty.give(deed, wanted, response, callback);
      }
    } catch (ApiFailure failure) {
      refuse(failure.status, response, callback);
    }
    return true;
  }

  private void answer(ApiRequest wanted, Request request, Response response, Callback callback)
      throws IOException {
    Kind kind = wanted.kind();
    if (kind == null) {
      answerPath(wanted, request, response, callback);
      return;
    }
    switch (wanted.verb()) {
      case "get" -> write(200, reader.get(kind, wanted), response, callback);
      case "list" -> write(200, reader.list(kind, wanted), response, callback);
      case "watch" -> {
        watches.open(kind, wanted, request, response, callback);
        // A denial that came meanwhile may have missed this one.
        watches.end(denials::refuseWatch);
      }
      default -> throw ApiFailure.methodNotAllowed();
    }
  }

  private void answerPath(ApiRequest wanted, Request request, Response response, Callback callback)
      throws IOException {
    switch (wanted.path()) {
      case "/version" -> write(200, ServerVersion.toJson(), response, callback);
      case AccessReviews.PATH -> {
        if (!wanted.verb().equals("create")) {
          throw ApiFailure.methodNotAllowed();
        }
        String body = Content.Source.asString(request, StandardCharsets.UTF_8);
        write(201, reviews.answer(body), response, callback);
      }
      default -> throw ApiFailure.unknownPath();
    }
  }

  private static void refuse(Status status, Response response, Callback callback) {
    if (status.retryAfterSeconds() > 0) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, status.retryAfterSeconds());
    }
    write(status.code(), status.toJson(), response, callback);
  }

  private static void write(int code, ObjectNode json, Response response, Callback callback) {
    byte[] bytes = Json.bytes(json);
    response.setStatus(code);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }

  private static Query query(Request request) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      values.put(field.getName(), field.getValue());
    }
    return new Query(values);
  }

  private static RecordedRequest recorded(ApiRequest wanted, Request request) {
    StringBuilder query = new StringBuilder();
    wanted.query().values().forEach((name, value) -> join(query, name, value));
    HttpField agent = request.getHeaders().getField(HttpHeader.USER_AGENT);
    return new RecordedRequest(
        wanted.verb(),
        wanted.resource(),
        wanted.namespace(),
        query.toString(),
        agent == null ? "" : agent.getValue());
  }

  private static void join(StringBuilder query, String name, String value) {
    query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(value);
  }
}
