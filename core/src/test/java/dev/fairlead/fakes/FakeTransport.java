package dev.fairlead.fakes;

import dev.fairlead.internal.watching.LastHeard;
import dev.fairlead.internal.watching.RelistBudget;
import dev.fairlead.internal.watching.Transport;
import dev.fairlead.internal.watching.WatchParts;
import dev.fairlead.internal.watching.WatchTimes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A transport on which the test answers, and a time that moves when the test says so. */
public final class FakeTransport implements Transport {
  /** Every request so far, the oldest first. */
  public final List<Request> requests = new ArrayList<>();

  private final List<Task> tasks = new ArrayList<>();
  private final Queue<Runnable> control = new ArrayDeque<>();
  private long now;
  private int renewals;

  private record Task(long due, Runnable run) {}

  /** One request, to answer. */
  public static final class Request implements Exchange {
    private final String path;
    private final Response response;
    private boolean cancelled;

    private Request(String path, Response response) {
      this.path = path;
      this.response = response;
    }

    /** With its query. */
    public String path() {
      return path;
    }

    public boolean isCancelled() {
      return cancelled;
    }

    /** The head, with this status. */
    public Request head(int status) {
      response.head(status, null);
      return this;
    }

    /** The head of a refusal that asks to come later. */
    public Request head(int status, Duration retryAfter) {
      response.head(status, retryAfter);
      return this;
    }

    public Request bytes(String text) {
      response.bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      return this;
    }

    public void end() {
      response.ended(null);
    }

    public void fail(Throwable failure) {
      response.ended(failure);
    }

    /** A whole answer. */
    public void answer(int status, String body) {
      head(status).bytes(body).end();
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @Override
  public Exchange get(String path, Duration untilHead, Response response) {
    Request request = new Request(path, response);
    requests.add(request);
    return request;
  }

  @Override
  public void renew() {
    renewals++;
  }

  /** How often the connections were given up. */
  public int renewals() {
    return renewals;
  }

  /** The latest request. */
  public Request last() {
    return requests.get(requests.size() - 1);
  }

  /** Time goes by, and what is due runs. */
  public void pass(Duration time) {
    long end = now + time.toNanos();
    while (true) {
      Task next = null;
      for (Task task : tasks) {
        if (task.due <= end && (next == null || task.due < next.due)) {
          next = task;
        }
      }
      if (next == null) {
        break;
      }
      tasks.remove(next);
      now = Math.max(now, next.due);
      next.run.run();
    }
    now = end;
  }

  /** For when the next task is due; null when none is. */
  public @Nullable Duration nextTask() {
    return tasks.stream()
        .map(task -> Duration.ofNanos(task.due - now))
        .min(Duration::compareTo)
        .orElse(null);
  }

  private void inOrder(Runnable task) {
    control.add(task);
    if (control.size() == 1) {
      while (!control.isEmpty()) {
        control.element().run();
        control.remove();
      }
    }
  }

  /** Everything runs at once, on the thread of the test; the control plane one task at a time. */
  public WatchParts parts() {
    return new WatchParts(
        this,
        this::inOrder,
        Runnable::run,
        (pause, task) -> tasks.add(new Task(now + pause.toNanos(), task)),
        new RelistBudget(() -> now),
        WatchTimes.DEFAULT,
        new SplittableRandom(1),
        () -> now,
        new LastHeard(() -> now));
  }
}
