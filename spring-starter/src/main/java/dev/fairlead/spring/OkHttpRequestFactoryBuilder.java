package dev.fairlead.spring;

import java.time.Duration;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;

/**
 * Makes request factories whose requests go to pods, with the settings below {@code
 * spring.http.clients}. All of them share statistics and connections.
 */
final class OkHttpRequestFactoryBuilder
    implements ClientHttpRequestFactoryBuilder<OkHttpClientHttpRequestFactory> {
  private final OkHttpClient client;

  OkHttpRequestFactoryBuilder(OkHttpClient client) {
    this.client = client;
  }

  @Override
  public OkHttpClientHttpRequestFactory build(@Nullable HttpClientSettings wanted) {
    HttpClientSettings settings = wanted == null ? HttpClientSettings.defaults() : wanted;
    OkHttpClient.Builder builder = client.newBuilder();
    // No limits of OkHttp's own: an application that adds the starter keeps the time it had.
    builder.readTimeout(orNone(settings.readTimeout())).writeTimeout(Duration.ZERO);
    if (settings.connectTimeout() != null) {
      builder.connectTimeout(settings.connectTimeout());
    }
    if (settings.redirects() == HttpRedirects.DONT_FOLLOW) {
      builder.followRedirects(false);
    }
    applyCookies(settings.cookieHandling(), builder);
    if (settings.sslBundle() != null) {
      new BundleTls(settings.sslBundle()).apply(builder);
    }
    if (settings.inetAddressFilter() != null) {
      builder.addNetworkInterceptor(new FilteredAddresses(settings.inetAddressFilter()));
    }
    return new OkHttpClientHttpRequestFactory(builder.build());
  }

  private void applyCookies(@Nullable HttpCookieHandling cookies, OkHttpClient.Builder builder) {
    if (cookies == HttpCookieHandling.DISABLE) {
      builder.cookieJar(CookieJar.NO_COOKIES);
    } else if (cookies == HttpCookieHandling.ENABLE
        && client.cookieJar().equals(CookieJar.NO_COOKIES)) {
      throw new FairleadPropertyException(
          "spring.http.clients.cookie-handling",
          "is enable, and OkHttp keeps no cookies without a CookieJar.",
          "Set a CookieJar in an OkHttpClientBuilderCustomizer, or remove the property.",
          null);
    }
  }

  private static Duration orNone(@Nullable Duration timeout) {
    return timeout == null ? Duration.ZERO : timeout;
  }
}
