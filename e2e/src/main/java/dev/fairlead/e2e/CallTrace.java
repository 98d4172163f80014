package dev.fairlead.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Locale;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call on the wire, with the milliseconds since it began: which connections it
 * tried, and whether a byte of the request was written. Of the thread that makes the call, and of
 * those that connect for it.
 */
final class CallTrace extends EventListener implements Trace {
  private final long began = System.nanoTime();
  private final StringBuilder told = new StringBuilder();
  private volatile boolean sent;

  @Override
  public boolean sent() {
    return sent;
  }

  @Override
  public long nanos() {
    return System.nanoTime() - began;
  }

  private void tell(String event, @Nullable Object what) {
    synchronized (told) {
      told.append(event);
      if (what != null) {
        told.append(' ').append(what);
      }
      told.append(String.format(Locale.ROOT, " @%.1f, ", nanos() / 1e6));
    }
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    tell("connect", address);
  }

  @Override
  public void connectFailed(
      Call call,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException failure) {
    tell("connect failed", failure);
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    tell("on", connection.socket().getLocalPort() + ">" + connection.route().socketAddress());
  }

  @Override
  public void requestHeadersStart(Call call) {
    sent = true;
    tell("request", null);
  }

  @Override
  public void requestFailed(Call call, IOException failure) {
    tell("request failed", failure);
  }

  @Override
  public void responseHeadersStart(Call call) {
    tell("response", null);
  }

  @Override
  public void responseFailed(Call call, IOException failure) {
    tell("response failed", failure);
  }

  @Override
  public void retryDecision(Call call, IOException failure, boolean retry) {
    tell(retry ? "again" : "not again", null);
  }

  @Override
  public String toString() {
    synchronized (told) {
      return told.toString().replace('\n', ' ');
    }
  }
}
