package dev.fairlead.benchmarks;

import dev.fairlead.testkit.FakeKubernetes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/**
 * A process with a Kubernetes API (TLS, HTTP/2) and the namespace {@link Shop}, for programs that
 * are measured as whole processes. Prints its address and ends when its standard input does.
 */
public final class ShopServer {
  private ShopServer() {}

  /**
   * @param args the trust store to write, and how many endpoints each Service has
   */
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    try (FakeKubernetes kubernetes = FakeKubernetes.builder().tls().start()) {
      new Shop(kubernetes, Integer.parseInt(args[1]));
      trust(kubernetes.caCertificatePem(), Path.of(args[0]));
      System.out.println(kubernetes.uri());
      while (System.in.read() >= 0) {
        kubernetes.clearRequests();
      }
    }
  }

  /**
   * Writes what {@code -Djavax.net.ssl.trustStore} takes. Not PKCS12: to derive its keys takes
   * longer than the handshake, and no pod does it.
   */
  private static void trust(String pem, Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setCertificateEntry(
        "shop",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "not a secret".toCharArray());
    }
  }
}
