package dev.fairlead.spring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * TLS of a client from an SSL bundle that can be replaced: connections that are opened from then on
 * use the new keys and trust the new authorities, those that are open stay. The protocols and
 * ciphers of the first bundle are kept.
 */
final class BundleTls {
  private final SslOptions options;

  private volatile Current current;

  /** What handshakes use. */
  private record Current(SSLSocketFactory sockets, X509TrustManager trust) {}

  BundleTls(SslBundle bundle) {
    this.options = bundle.getOptions();
    this.current = read(bundle);
  }

  void replace(SslBundle bundle) {
    current = read(bundle);
  }

  private static Current read(SslBundle bundle) {
    for (TrustManager manager : bundle.getManagers().getTrustManagers()) {
      if (manager instanceof X509TrustManager trust) {
        return new Current(bundle.createSslContext().getSocketFactory(), trust);
      }
    }
    throw new IllegalStateException("The SSL bundle has no X509TrustManager");
  }

  void apply(OkHttpClient.Builder builder) {
    builder.sslSocketFactory(new Sockets(), new Trust());
    String[] protocols = options.getEnabledProtocols();
    String[] ciphers = options.getCiphers();
    if (protocols != null || ciphers != null) {
      ConnectionSpec.Builder spec = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS);
      if (protocols != null) {
        spec.tlsVersions(protocols);
      }
      if (ciphers != null) {
        spec.cipherSuites(ciphers);
      }
      builder.connectionSpecs(List.of(spec.build(), ConnectionSpec.CLEARTEXT));
    }
  }

  /** One object for all bundles, since OkHttp shares connections of equal factories only. */
  private final class Sockets extends SSLSocketFactory {

    @Override
    public String[] getDefaultCipherSuites() {
      return current.sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return current.sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
      return current.sockets.createSocket();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
        throws IOException {
      return current.sockets.createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return current.sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return current.sockets.createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return current.sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return current.sockets.createSocket(host, port, from, fromPort);
    }
  }

  /** For OkHttp's cleaning of certificate chains; handshakes ask that of the bundle itself. */
  private final class Trust implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      current.trust.checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      current.trust.checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return current.trust.getAcceptedIssuers();
    }
  }
}
