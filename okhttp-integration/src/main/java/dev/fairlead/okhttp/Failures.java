package dev.fairlead.okhttp;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Target;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.jspecify.annotations.Nullable;

/** The endpoints of one call that were not reached, and the words for it. */
final class Failures {
  private final Target target;

  /** Made with the first failure: nearly no call has one. */
  private @Nullable List<Failure> all;

  Failures(Target target) {
    this.target = target;
  }

  private record Failure(Endpoint endpoint, IOException cause) {
    @Override
    public String toString() {
      Throwable first = cause;
      while (!isOurs(first) && first.getCause() != null) {
        first = first.getCause();
      }
      return isOurs(first)
          ? String.valueOf(first.getMessage())
          : "Cannot connect to " + SelectedEndpoint.words(endpoint) + ": " + first;
    }
  }

  void add(Endpoint endpoint, IOException cause) {
    if (all == null) {
      all = new ArrayList<>();
    }
    all.add(new Failure(endpoint, cause));
  }

  boolean isEmpty() {
    return all == null;
  }

  /**
   * None was reached.
   *
   * @param why no other one is tried; empty when all were
   */
  @SuppressWarnings("ReferenceEquality") // failures have no value
  ServiceUnreachableException unreachable(String why, Exception last) {
    List<Failure> failures = all == null ? List.of() : all;
    StringBuilder text = new StringBuilder("No endpoint of " + target + " was reached. ");
    failures.forEach(failure -> text.append(failure).append(". "));
    if (!why.isEmpty()) {
      text.append(why).append(". ");
    }
    text.append("Nothing was processed. See whether the pods listen on their target port, and")
        .append(" whether a NetworkPolicy lets this pod reach them");
    ServiceUnreachableException made =
        new ServiceUnreachableException(target, text.toString(), last);
    for (Failure failure : failures) {
      if (!failure.cause().equals(last)) {
        made.addSuppressed(failure.cause());
      }
    }
    return made;
  }

  /** Kubernetes' rules leave nothing. */
  static ServiceUnreachableException nothingToCall(Target target, NoEndpointException cause) {
    return new ServiceUnreachableException(target, String.valueOf(cause.getMessage()), cause);
  }

  /** The failure as it is, with a note where it happened. */
  static IOException at(Endpoint endpoint, Target target, IOException failure) {
    failure.addSuppressed(new Note(SelectedEndpoint.words(endpoint) + " of " + target));
    return failure;
  }

  /** Says where, in a stack trace; has none of its own. */
  private static final class Note extends Exception {
    private static final long serialVersionUID = 1L;

    Note(String where) {
      super("The request was made to " + where, null, false, false);
    }
  }

  private static boolean isOurs(Throwable failure) {
    return failure instanceof EndpointConnectException
        || failure instanceof EndpointConnectTimeoutException;
  }

  /** The endpoint took no connection. */
  static boolean isConnect(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOurs(cause)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What was sent before, OkHttp sent in vain: the server refused each stream, which is its word
   * that it did nothing with it (RFC 9113, 8.7).
   */
  static boolean wasRefused(IOException failure) {
    Throwable[] before = failure.getSuppressed();
    for (Throwable one : before) {
      boolean refused =
          one instanceof ConnectionShutdownException
              || (one instanceof StreamResetException reset
                  && reset.errorCode == ErrorCode.REFUSED_STREAM);
      if (!refused) {
        return false;
      }
    }
    return before.length > 0;
  }

  /** The endpoint is not who it should be, or not believed to be: no other one is tried. */
  static boolean isCertificate(IOException failure) {
    if (failure instanceof SSLPeerUnverifiedException) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }
}
