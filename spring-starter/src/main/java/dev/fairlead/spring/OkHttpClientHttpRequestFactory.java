package dev.fairlead.spring;

import java.net.URI;
import okhttp3.Call;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Requests of RestClient and RestTemplate as calls of OkHttp. Bodies are streamed, both ways.
 * Thread-safe; the calls' client stays the caller's.
 */
public final class OkHttpClientHttpRequestFactory implements ClientHttpRequestFactory {
  private final Call.Factory calls;

  /**
   * @param calls normally an {@link okhttp3.OkHttpClient}
   */
  public OkHttpClientHttpRequestFactory(Call.Factory calls) {
    this.calls = calls;
  }

  /** A request, not yet sent. OkHttp sends no body with GET and HEAD, and says so. */
  @Override
  public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
    return new OkHttpClientHttpRequest(calls, uri, method);
  }

  Call.Factory calls() {
    return calls;
  }
}
