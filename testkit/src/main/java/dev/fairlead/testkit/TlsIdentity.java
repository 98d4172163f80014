package dev.fairlead.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Who a server with TLS is: a certificate for this machine, signed by an authority that was made
 * for it alone and whose key is forgotten at once.
 *
 * @param authorityPem the certificate of the authority, which clients are to trust
 * @param server what the server shows
 */
record TlsIdentity(String authorityPem, SSLContext server) {
  private static final String AUTHORITY = "fake-kubernetes-ca";

  /** The names by which clients find an API server from inside of a cluster, too. */
  private static final List<String> NAMES =
      List.of(
          "localhost",
          "kubernetes",
          "kubernetes.default",
          "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local");

  /** Makes another one; takes milliseconds. */
  static TlsIdentity create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair authorityKey = generator.generateKeyPair();
      KeyPair serverKey = generator.generateKeyPair();
      X509Maker maker = new X509Maker(authorityKey, AUTHORITY);
      X509Certificate authority = maker.authority();
      X509Certificate server =
          maker.server("kube-apiserver", serverKey.getPublic(), NAMES, List.of(ApiServer.HOST));
      return new TlsIdentity(pem(authority), serverContext(serverKey, server, authority));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK cannot make a certificate: " + e.getMessage(), e);
    }
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN CERTIFICATE-----\n"
        + encoder.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static SSLContext serverContext(
      KeyPair key, X509Certificate certificate, X509Certificate authority)
      throws GeneralSecurityException, IOException {
    char[] password = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry(
        "server", key.getPrivate(), password, new X509Certificate[] {certificate, authority});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
