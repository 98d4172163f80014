package dev.fairlead.internal.watching;

import dev.fairlead.internal.watching.Decoder.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The response to one request, as it comes in: heard on threads of the transport, told on the
 * control plane.
 */
abstract class Incoming implements Transport.Response {
  private static final int LONGEST_ERROR = 64 * 1024;

  private final WatchParts parts;
  private final Body body = new Body();
  private final LastHeard heard;
  private final long begun;
  private long attempt;
  private int status;
  private @Nullable Duration retryAfter;

  Incoming(WatchParts parts) {
    this.parts = parts;
    this.begun = parts.nanoTime().getAsLong();
    this.heard = new LastHeard(parts.nanoTime());
  }

  /**
   * How a response ended.
   *
   * @param status 0 when there was no head
   * @param failure null when the body is complete
   * @param body of a list, or of an error
   * @param lived from the request to the end
   */
  record End(
      long attempt,
      int status,
      @Nullable Duration retryAfter,
      @Nullable Throwable failure,
      Body body,
      boolean toldAnything,
      Duration lived) {

    Failure failure(String verb) {
      boolean answered = status != 0 && status != 200;
      boolean broken = failure instanceof BrokenEventException;
      return new Failure(
          verb, answered || broken ? status : 0, answered ? body.text() : "", failure);
    }
  }

  void belongsTo(long number) {
    this.attempt = number;
  }

  final long attempt() {
    return attempt;
  }

  final WatchParts parts() {
    return parts;
  }

  final int status() {
    return status;
  }

  final Duration quietFor() {
    return heard.ago();
  }

  @Override
  public void head(int code, @Nullable Duration asked) {
    hear();
    status = code;
    retryAfter = asked;
  }

  @Override
  public void bytes(ByteBuffer bytes) {
    hear();
    if (status == 200) {
      content(bytes);
    } else if (body.size() < LONGEST_ERROR) {
      keep(bytes);
    }
  }

  private void hear() {
    heard.now();
    parts.heard().now();
  }

  final void keep(ByteBuffer bytes) {
    body.add(bytes);
  }

  /** What comes after a head with status 200. */
  abstract void content(ByteBuffer bytes);

  final Duration lived() {
    return Duration.ofNanos(parts.nanoTime().getAsLong() - begun);
  }

  final End end(@Nullable Throwable failure, boolean toldAnything) {
    return new End(attempt, status, retryAfter, failure, body, toldAnything, lived());
  }

  /** A list: kept until it is complete, since a part of it says nothing. */
  static final class OfList extends Incoming {
    private final Consumer<End> ended;

    OfList(WatchParts parts, Consumer<End> ended) {
      super(parts);
      this.ended = ended;
    }

    @Override
    void content(ByteBuffer bytes) {
      keep(bytes);
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      End end = end(failure, true);
      parts().control().execute(() -> ended.accept(end));
    }
  }

  /** Tells something about an attempt. */
  interface Told<T> {
    void accept(long attempt, T what);
  }

  /** A watch: each line is told as soon as it is complete. */
  static final class OfWatch<C> extends Incoming {
    private final Decoder<C> decoder;
    private final Consumer<Long> opened;
    private final Told<Event<C>> event;
    private final Consumer<End> ended;
    private final LineSplitter lines = new LineSplitter();
    private boolean toldAnything;

    /** Set when a line was no event: nothing after it can be trusted. */
    private boolean broken;

    OfWatch(
        WatchParts parts,
        Decoder<C> decoder,
        Consumer<Long> opened,
        Told<Event<C>> event,
        Consumer<End> ended) {
      super(parts);
      this.decoder = decoder;
      this.opened = opened;
      this.event = event;
      this.ended = ended;
    }

    @Override
    public void head(int code, @Nullable Duration asked) {
      super.head(code, asked);
      if (code == 200) {
        long of = attempt();
        parts().control().execute(() -> opened.accept(of));
      }
    }

    @Override
    void content(ByteBuffer bytes) {
      lines.feed(bytes, this::line);
    }

    private void line(byte[] json, int length) {
      if (broken) {
        return;
      }
      try {
        Event<C> decoded = decoder.event(json, length);
        toldAnything = true;
        long of = attempt();
        parts().control().execute(() -> event.accept(of, decoded));
      } catch (IOException | RuntimeException e) {
        broken = true;
        ended(new BrokenEventException(e));
      }
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      End end = end(failure, toldAnything);
      parts().control().execute(() -> ended.accept(end));
    }
  }
}
