package dev.fairlead.e2e;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Endpoint;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.okhttp.SelectedEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * An OkHttp client, as it is or with a Fairlead. Makes GETs and POSTs by turns; the body of a POST
 * can be written once only, so OkHttp itself cannot send one twice.
 */
final class OkHttpCaller implements Caller {
  private static final byte[] TEXT = new byte[64];

  private final OkHttpClient client;

  /**
   * @param fairlead null for OkHttp as it is
   * @param protocol {@code http/1.1} or {@code h2c}
   */
  OkHttpCaller(@Nullable Fairlead fairlead, String protocol, ClientSetup setup) {
    Protocol wanted = protocol.equals("h2c") ? Protocol.H2_PRIOR_KNOWLEDGE : Protocol.HTTP_1_1;
    OkHttpClient.Builder builder = new OkHttpClient.Builder().protocols(List.of(wanted));
    Duration timeout = setup.timeout();
    if (timeout != null) {
      builder.connectTimeout(timeout).readTimeout(timeout).writeTimeout(timeout);
    }
    if (setup.fresh()) {
      builder.connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
    }
    this.client = (fairlead == null ? builder : FairleadOkHttp.install(builder, fairlead)).build();
  }

  @Override
  public void call(String url, long number, Tally tally) {
    Request.Builder builder = new Request.Builder().url(url);
    Request request = (number % 2 == 0 ? builder.get() : builder.post(new OneShot())).build();
    CallTrace trace = new CallTrace();
    Call call = client.newCall(request);
    call.addEventListener(trace);
    try (Response response = call.execute()) {
      String answer = response.body().string();
      tally.answered(Answers.pod(answer), Integer.toString(response.code()));
      String to = wentTo(call);
      if (to != null && !to.equals(Answers.address(answer))) {
        tally.astray();
      }
    } catch (IOException | RuntimeException e) {
      tally.failed(request.method(), trace, e);
    }
    tally.took(request.method(), trace);
  }

  /** The address that Fairlead chose for a call; null for one that went as OkHttp lets it go. */
  private static @Nullable String wentTo(Call call) {
    SelectedEndpoint selected = SelectedEndpoint.of(call);
    Endpoint endpoint = selected == null ? null : selected.endpoint();
    return endpoint == null ? null : endpoint.address();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
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
