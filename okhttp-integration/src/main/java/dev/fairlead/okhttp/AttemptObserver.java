package dev.fairlead.okhttp;

import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Hears how the attempts of one call go: whether anything was sent, and when the answer is over,
 * which is when its body has ended; that of a stream or a WebSocket after hours. Completes the pick
 * of the attempt then.
 *
 * <p>Attempts follow each other on the thread of the call; events come from any thread.
 */
final class AttemptObserver extends EventListener {
  private final SelectedEndpoint selected;

  private volatile @Nullable Pick pick;
  private volatile @Nullable EndpointBinding binding;
  private volatile boolean sent;
  private volatile boolean connectFailed;
  private volatile boolean bodyEnded;
  private volatile boolean stream;

  /** What the answer says; null until there is one. */
  private volatile @Nullable Outcome answer;

  AttemptObserver(SelectedEndpoint selected) {
    this.selected = selected;
  }

  /** An attempt begins. */
  void begin(Pick made) {
    sent = false;
    connectFailed = false;
    bodyEnded = false;
    stream = false;
    answer = null;
    pick = made;
  }

  /** The attempt goes there. */
  void goesTo(EndpointBinding bound) {
    binding = bound;
  }

  /** The attempt was answered; what that means is counted when the body has ended. */
  void answered(Response response, Outcome outcome) {
    if (response.networkResponse() == null) {
      end(Outcome.CANCELLED); // from the cache: the endpoint was not asked
      return;
    }
    stream = Streams.isOne(response);
    answer = outcome;
    if (bodyEnded) {
      end(outcome);
    }
  }

  /** The attempt is over, if there was one. Only the first end counts. */
  void end(Outcome outcome) {
    Pick ended = pick;
    if (ended == null) {
      return; // nothing may be called
    }
    if (stream) {
      ended.complete(outcome, null); // its length is the reader's choice
    } else {
      ended.complete(outcome);
    }
  }

  /** Something of the request was given to a connection. */
  boolean sent() {
    return sent;
  }

  /** A connection was not made, or its handshake failed. */
  boolean connectFailed() {
    return connectFailed;
  }

  static Outcome outcomeOf(IOException failure) {
    return failure instanceof SocketTimeoutException ? Outcome.TIMEOUT : Outcome.SERVER_FAILURE;
  }

  @Override
  public void connectFailed(
      Call call,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException failure) {
    connectFailed = true;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    selected.holds(connection);
  }

  @Override
  public void connectionReleased(Call call, Connection connection) {
    selected.holds(null);
    EndpointBinding last = binding;
    if (last != null) {
      last.released();
    }
  }

  @Override
  public void requestHeadersStart(Call call) {
    sent = true;
    bodyEnded = false;
  }

  @Override
  public void followUpDecision(Call call, Response response, @Nullable Request next) {
    if (next != null && !next.url().host().equals(response.request().url().host())) {
      end(Outcome.SUCCESS); // it answered; how the other host does is not its doing
    }
  }

  @Override
  public void responseBodyEnd(Call call, long bytes) {
    bodyEnded = true;
    Outcome outcome = answer;
    if (outcome != null) {
      end(outcome);
    }
  }

  @Override
  public void responseFailed(Call call, IOException failure) {
    // Of a cancelled call the last event knows whether it was the user or a time-out.
    if (answer != null && !call.isCanceled()) {
      end(outcomeOf(failure));
    }
  }

  @Override
  public void callEnd(Call call) {
    Outcome outcome = answer;
    end(outcome == null ? Outcome.CANCELLED : outcome);
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    if (!call.isCanceled()) {
      end(outcomeOf(failure));
    } else {
      end(failure instanceof InterruptedIOException ? Outcome.TIMEOUT : Outcome.CANCELLED);
    }
  }
}
