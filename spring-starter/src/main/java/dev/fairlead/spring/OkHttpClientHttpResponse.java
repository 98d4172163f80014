package dev.fairlead.spring;

import java.io.InputStream;
import okhttp3.Response;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** One response. Its body is read from the connection as it is asked for. */
final class OkHttpClientHttpResponse implements ClientHttpResponse {
  private final Response response;
  private final HttpHeaders headers;

  OkHttpClientHttpResponse(Response response) {
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

  /** Gives the connection back, if the body was read to its end. */
  @Override
  public void close() {
    response.close();
  }
}
