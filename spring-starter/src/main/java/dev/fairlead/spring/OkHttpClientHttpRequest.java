package dev.fairlead.spring;

import dev.fairlead.okhttp.SelectedEndpoint;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractStreamingClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.StreamUtils;

/** One request, which becomes one call. */
final class OkHttpClientHttpRequest extends AbstractStreamingClientHttpRequest implements OfCall {
  private static final Set<HttpMethod> NEED_A_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final Call.Factory calls;
  private final URI uri;
  private final HttpMethod method;

  /** Null before it is executed. */
  private @Nullable Call call;

  OkHttpClientHttpRequest(Call.Factory calls, URI uri, HttpMethod method) {
    this.calls = calls;
    this.uri = uri;
    this.method = method;
  }

  @Override
  public HttpMethod getMethod() {
    return method;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  @Override
  protected ClientHttpResponse executeInternal(HttpHeaders headers, @Nullable Body body)
      throws IOException {
    Request.Builder request = new Request.Builder();
    try {
      request.url(uri.toString()).method(method.name(), requestBody(headers, body));
      headers.forEach((name, values) -> add(request, name, values));
    } catch (IllegalArgumentException e) {
      throw new IOException("Not a request that OkHttp can send: " + e.getMessage(), e);
    }
    Call made = calls.newCall(request.build());
    call = made;
    return new OkHttpClientHttpResponse(made.execute(), SelectedEndpoint.of(made));
  }

  /** Cookies are one header, whatever their number (RFC 6265, 5.4). */
  private static void add(Request.Builder request, String name, List<String> values) {
    if (name.equalsIgnoreCase(HttpHeaders.COOKIE)) {
      request.header(name, String.join("; ", values));
    } else {
      values.forEach(value -> request.addHeader(name, value));
    }
  }

  @Override
  public @Nullable SelectedEndpoint selected() {
    return call == null ? null : SelectedEndpoint.of(call);
  }

  private @Nullable RequestBody requestBody(HttpHeaders headers, @Nullable Body body) {
    if (body != null) {
      return new StreamedBody(body, headers.getContentLength());
    }
    return NEED_A_BODY.contains(method) ? RequestBody.create(new byte[0]) : null;
  }

  /** Its media type is among the headers. */
  private static final class StreamedBody extends RequestBody {
    private final Body body;
    private final long length;

    /**
     * @param length -1 when it is not known
     */
    StreamedBody(Body body, long length) {
      this.body = body;
      this.length = length;
    }

    @Override
    public @Nullable MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public boolean isOneShot() {
      return !body.repeatable();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(StreamUtils.nonClosing(sink.outputStream()));
    }
  }
}
