package dev.fairlead.spring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Sends nothing to an address that the application's filter refuses, be it a pod's or one that DNS
 * told. It looks at the connection, so one is opened before it is refused.
 */
final class FilteredAddresses implements Interceptor {
  private final InetAddressFilter filter;

  FilteredAddresses(InetAddressFilter filter) {
    this.filter = filter;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null) {
      InetSocketAddress address = connection.route().socketAddress();
      if (!filter.matches(address)) {
        String host = chain.request().url().host();
        throw new UnknownHostException(
            "The InetAddressFilter refuses " + address + ", an address of " + host);
      }
    }
    return chain.proceed(chain.request());
  }
}
