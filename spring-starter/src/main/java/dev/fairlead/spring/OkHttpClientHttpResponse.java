package dev.fairlead.spring;

import dev.fairlead.okhttp.SelectedEndpoint;
import java.io.InputStream;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** One response. Its body is read from the connection as it is asked for. */
final class OkHttpClientHttpResponse implements ClientHttpResponse, OfCall {
  private final Response response;
  private final @Nullable SelectedEndpoint selected;
  private final HttpHeaders headers;

  OkHttpClientHttpResponse(Response response, @Nullable SelectedEndpoint selected) {
    this.selected = selected;
    this.response = response;
    this.headers = new HttpHeaders();
    response.headers().forEach(pair -> headers.add(pair.getFirst(), pair.getSecond()));
  }

  @Override
  public HttpStatusCode getStatusCode() {
    return HttpStatusCode.valueOf(response.code());
  }

  @Override
  public String getStatusText() {
    return response.message();
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public InputStream getBody() {
    return response.body().byteStream();
  }

  @Override
  public @Nullable SelectedEndpoint selected() {
    return selected;
  }

  /** Gives the connection back, if the body was read to its end. */
  @Override
  public void close() {
    response.close();
  }
}
