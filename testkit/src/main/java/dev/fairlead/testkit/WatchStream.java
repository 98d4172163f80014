package dev.fairlead.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One open watch: events wait in a bounded queue until the connection has taken those before.
 *
 * <p>Thread-safe. Writes are chained by callback, one at a time, so no thread waits for a slow
 * reader. A reader who lets the queue fill up gets what was already written and then the end of the
 * stream, as from a real server; it can resume from the last version it saw.
 */
final class WatchStream implements Subscriber {
  /** A write takes events up to about this size together: fewer packets in a burst. */
  private static final int WRITE_BYTES = 32 * 1024;

  private final Scope scope;
  private final long after;
  private final boolean bookmarks;
  private final int queueLimit;
  private final Deque<Supplier<byte[]>> queue = new ArrayDeque<>();
  private final Pump pump;

  /** Set once: nothing is added to the queue any more, and the stream ends when it is empty. */
  private boolean ending;

  /** Set once: whatever comes is not told. */
  private volatile boolean muted;

  /**
   * Opens it.
   *
   * @param after the version after which changes are told, perhaps one of the future; 0: all
   */
  WatchStream(
      Scope scope,
      long after,
      boolean bookmarks,
      int queueLimit,
      Response response,
      Callback finished) {
    this.scope = scope;
    this.after = after;
    this.bookmarks = bookmarks;
    this.queueLimit = queueLimit;
    this.pump = new Pump(response, finished);
  }

  @Override
  public Kind kind() {
    return scope.kind();
  }

  Scope scope() {
    return scope;
  }

  @Override
  public void changed(Change change) {
    WatchEvent event = change.version() > after ? change.seenBy(scope) : null;
    if (event != null) {
      tell(event);
    }
  }

  @Override
  public void reached(long version, boolean initial) {
    if (bookmarks && version >= after) {
      tell(WatchEvent.bookmark(scope.kind(), version, initial));
    }
  }

  @Override
  public void flush() {
    pump.iterate();
  }

  /** Ends the stream cleanly after the events that wait; later calls do nothing. */
  void end() {
    synchronized (queue) {
      ending = true;
    }
    flush();
  }

  /** Ends the stream with an ERROR event. */
  void fail(ApiFailure failure) {
    add(new WatchEvent("ERROR", failure.status.toJson())::line);
    end();
  }

  /** Sends a line that is no event of the store. */
  void send(byte[] line) {
    add(() -> line);
    flush();
  }

  /** Nothing of the store is told from now on. */
  void mute() {
    muted = true;
  }

  /** The connection is gone. */
  void abort(Throwable cause) {
    pump.abort(cause);
  }

  private void tell(WatchEvent event) {
    if (!muted) {
      add(event::line);
    }
  }

  /** The first events, however many, do not count as a slow reader's. */
  private void add(Supplier<byte[]> line) {
    synchronized (queue) {
      if (ending) {
        return;
      }
      if (pump.started && queue.size() >= queueLimit) {
        queue.clear();
        ending = true;
        return;
      }
      queue.addLast(line);
    }
  }

  private final class Pump extends IteratingCallback {
    private final Response response;
    private final Callback finished;

    /** Written and read under the lock of the queue. */
    private boolean started;

    private boolean last;

    Pump(Response response, Callback finished) {
      this.response = response;
      this.finished = finished;
    }

    @Override
    protected Action process() {
      if (last) {
        return Action.SUCCEEDED;
      }
      ByteBuffer next = next();
      if (next == null) {
        return Action.IDLE;
      }
      response.write(last, next, this);
      return Action.SCHEDULED;
    }

    /** What to write now; empty for the headers alone and for the end; null: nothing. */
    private @Nullable ByteBuffer next() {
      synchronized (queue) {
        if (!started) {
          started = true;
          return BufferUtil.EMPTY_BUFFER;
        }
        if (queue.isEmpty()) {
          last = ending;
          return ending ? BufferUtil.EMPTY_BUFFER : null;
        }
        return take();
      }
    }

    private ByteBuffer take() {
      Deque<byte[]> lines = new ArrayDeque<>();
      int size = 0;
      while (!queue.isEmpty() && size < WRITE_BYTES) {
        byte[] line = queue.removeFirst().get();
        lines.addLast(line);
        size += line.length;
      }
      ByteBuffer buffer = ByteBuffer.allocate(size);
      lines.forEach(buffer::put);
      return buffer.flip();
    }

    @Override
    protected void onCompleteSuccess() {
      finished.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      finished.failed(cause);
    }
  }
}
