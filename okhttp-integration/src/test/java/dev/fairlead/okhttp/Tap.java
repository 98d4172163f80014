package dev.fairlead.okhttp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;

/** A body of two parts; the second comes when the test says so. */
final class Tap implements MockResponseBody, Closeable {
  private final String first;
  private final String second;
  private final CountDownLatch opened = new CountDownLatch(1);

  Tap(String first, String second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public long getContentLength() {
    return (first + second).getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.writeUtf8(first);
    sink.flush();
    try {
      opened.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    sink.writeUtf8(second);
    sink.flush();
  }

  void open() {
    opened.countDown();
  }

  @Override
  public void close() {
    open();
  }
}
