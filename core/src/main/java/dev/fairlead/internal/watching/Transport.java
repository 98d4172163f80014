package dev.fairlead.internal.watching;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends requests to one API server. Safe for use by any thread; nothing here blocks or throws. */
public interface Transport {

  /**
   * Begins a GET.
   *
   * @param path with its query
   * @param untilHead how long the head of the response may take
   * @param response told what comes, on threads of the transport
   */
  Exchange get(String path, Duration untilHead, Response response);

  /**
   * The connections in use are dead: new requests take new ones. Exchanges under way are to be
   * cancelled before; what is not, tells nothing more or fails. Never throws.
   */
  void renew();

  /** A request under way. */
  interface Exchange {
    /** Gives it up; what it tells from now on, if anything, is to be ignored. */
    void cancel();
  }

  /**
   * Hears of one response: the head, then its bytes, then its end; or the end alone. One call at a
   * time. Must not block, which would stop every other exchange of the connection.
   */
  interface Response {
    /**
     * The head of the response.
     *
     * @param retryAfter what the server asks for; null when it does not
     */
    void head(int status, @Nullable Duration retryAfter);

    /** More of the body. */
    void bytes(ByteBuffer bytes);

    /**
     * The end; nothing follows.
     *
     * @param failure null when the body is complete
     */
    void ended(@Nullable Throwable failure);
  }
}
