package dev.fairlead.okhttp;

import dev.fairlead.api.Target;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/** Ends a call that takes too long to be answered, all attempts and pauses together. */
final class TimeLimit extends AsyncTimeout {
  private final TimeLimiter limiter;
  private final Target target;
  private final Runnable end;

  /**
   * @param end what ends the call, on a thread of Okio's
   */
  TimeLimit(TimeLimiter limiter, Target target, Runnable end) {
    this.limiter = limiter;
    this.target = target;
    this.end = end;
    timeout(limiter.getTimeLimiterConfig().getTimeoutDuration().toNanos(), TimeUnit.NANOSECONDS);
  }

  Response limit(GuardedCall.Step limited) throws IOException {
    enter();
    Response response;
    try {
      response = limited.execute();
    } catch (IOException e) {
      throw exit() ? late(e) : failed(e);
    } catch (RuntimeException | Error e) {
      exit();
      throw e;
    }
    if (exit()) {
      response.close();
      throw late(null);
    }
    limiter.onSuccess();
    return response;
  }

  private IOException failed(IOException e) {
    limiter.onError(e);
    return e;
  }

  private IOException late(@Nullable IOException cause) {
    Duration limit = limiter.getTimeLimiterConfig().getTimeoutDuration();
    String text = target + " did not answer within " + limit.toMillis() + " ms";
    limiter.onError(new TimeoutException(text));
    InterruptedIOException made = new InterruptedIOException(text);
    if (cause != null) {
      made.initCause(cause);
    }
    return made;
  }

  @Override
  protected void timedOut() {
    end.run();
  }
}
