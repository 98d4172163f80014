package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers requests as a fault has it. Thread-safe. */
final class FaultyAnswers {
  private final ApiReader reader;

  FaultyAnswers(ApiReader reader) {
    this.reader = reader;
  }

  /** Answers, or fails with the Status to answer with. */
  void give(Faults.Deed deed, ApiRequest wanted, Response response, Callback callback) {
    if (deed instanceof Faults.Refuse refusal) {
      throw failure(refusal, wanted);
    }
    if (deed instanceof Faults.Expire) {
      throw ApiFailure.expiredContinue(
          ContinueToken.parse(wanted.query().text("continue")).inconsistent());
    }
    if (deed instanceof Faults.End) {
      response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    } else {
      cut(wanted, response, callback);
    }
  }

  private static ApiFailure failure(Faults.Refuse refusal, ApiRequest wanted) {
    return switch (refusal.status()) {
      case 401 -> ApiFailure.unauthorized();
      case 403 -> ApiFailure.forbidden(wanted, Denials.user(wanted));
      default -> ApiFailure.unwilling(refusal.status(), refusal.retryAfterSeconds());
    };
  }

  private void cut(ApiRequest wanted, Response response, Callback callback) {
    Kind kind = wanted.kind();
    if (kind == null) {
      throw ApiFailure.unknownPath();
    }
    ObjectNode whole =
        wanted.verb().equals("get") ? reader.get(kind, wanted) : reader.list(kind, wanted);
    byte[] bytes = Json.bytes(whole);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(
        false,
        ByteBuffer.wrap(bytes, 0, bytes.length / 2),
        Callback.from(() -> callback.failed(new EOFException("cut on purpose")), callback::failed));
  }
}
