package dev.fairlead.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Calls through one client by some threads at full speed, GETs and POSTs by turns. The body of a
 * POST can be written once only, so OkHttp itself cannot send one twice.
 */
final class OkHttpLoad {
  private static final Pattern POD = Pattern.compile("\"pod\" *: *\"([^\"]+)\"");
  private static final Pattern ADDRESS = Pattern.compile("\"ip\" *: *\"([^\"]+)\"");
  private static final byte[] TEXT = new byte[64];

  private final OkHttpClient client;
  private final String url;
  private final long most;
  private final Tally tally = new Tally();
  private final AtomicLong begun = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * @param most so many calls at most, in all
   */
  OkHttpLoad(OkHttpClient client, String url, int threads, long most) {
    this.client = client;
    this.url = url;
    this.most = most;
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(this::run, "load-" + i);
      thread.setDaemon(true);
      this.threads.add(thread);
    }
    this.threads.forEach(Thread::start);
  }

  /** Ends once the calls that have begun have ended. */
  void stop() throws InterruptedException {
    stopped = true;
    join();
  }

  /** Waits until all calls were made. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  Tally tally() {
    return tally;
  }

  private void run() {
    for (long n = begun.getAndIncrement(); !stopped && n < most; n = begun.getAndIncrement()) {
      Request.Builder request = new Request.Builder().url(url);
      call((n % 2 == 0 ? request.get() : request.post(new OneShot())).build());
    }
  }

  private void call(Request request) {
    CallTrace trace = new CallTrace();
    Call call = client.newCall(request);
    call.addEventListener(trace);
    try (Response response = call.execute()) {
      String answer = response.body().string();
      tally.answered(found(POD, answer), response.code());
      String to = LoadedClient.wentTo(call);
      if (to != null && !to.equals(found(ADDRESS, answer))) {
        tally.astray();
      }
    } catch (IOException | RuntimeException e) {
      tally.failed(request.method(), trace, e);
    }
    tally.took(request.method(), trace);
  }

  private static String found(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    return matcher.find() ? matcher.group(1) : "nobody";
  }

  private static final class OneShot extends RequestBody {
    @Override
    public @Nullable MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return TEXT.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(TEXT);
    }
  }
}
