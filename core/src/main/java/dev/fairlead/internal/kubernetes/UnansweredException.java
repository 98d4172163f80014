package dev.fairlead.internal.kubernetes;

import java.net.URI;
import java.time.Instant;

/**
 * A request to the API server that brought nothing to work with. The message begins with {@code the
 * API server at ADDRESS} and ends with the next move, without a full stop.
 */
public final class UnansweredException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ApiSymptom symptom;

  private UnansweredException(ApiSymptom symptom, String message, Throwable cause) {
    super(message, cause);
    this.symptom = symptom;
  }

  static UnansweredException of(String address, Throwable failure) {
    ApiSymptom symptom = ApiSymptom.of(failure);
    if (symptom == ApiSymptom.CONNECT_TIMEOUT && ConnectionProbe.taken(URI.create(address))) {
      // The HTTP client counts the TLS handshake as a part of connecting.
      symptom = ApiSymptom.TLS_UNANSWERED;
    }
    return new UnansweredException(
        symptom, new SymptomWords(address, failure).of(symptom), failure);
  }

  /** For a list or get of one kind: a refusal is told in the words of the watch, with its Role. */
  static UnansweredException of(ApiConnection api, WatchedKind kind, String in, Throwable failure) {
    ApiSymptom symptom = ApiSymptom.of(failure);
    if (symptom != ApiSymptom.UNAUTHORIZED && symptom != ApiSymptom.FORBIDDEN) {
      return of(api.address(), failure);
    }
    ApiTrouble trouble = new ApiTrouble(api.address(), in);
    String message = trouble.explain(kind, failure, Instant.EPOCH).explanation();
    return new UnansweredException(symptom, message, failure);
  }

  /** What is to be seen. */
  public ApiSymptom symptom() {
    return symptom;
  }
}
