package dev.fairlead.okhttp;

import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** A certificate authority, a certificate of the pods, and clients that believe in it. */
final class Tls {
  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("authority").build();
  private final HandshakeCertificates pods;

  /**
   * @param names what the pods are, by their certificate
   */
  Tls(String... names) {
    HeldCertificate.Builder own = new HeldCertificate.Builder().signedBy(authority);
    for (String name : names) {
      own.addSubjectAlternativeName(name);
    }
    pods =
        new HandshakeCertificates.Builder()
            .heldCertificate(own.build(), authority.certificate())
            .addTrustedCertificate(authority.certificate())
            .build();
  }

  void serve(MockWebServer server) {
    server.useHttps(pods.sslSocketFactory());
  }

  OkHttpClient.Builder trust(OkHttpClient.Builder client) {
    return trust(client, null);
  }

  /** A client that shows a certificate for {@code name} itself. */
  OkHttpClient.Builder trust(OkHttpClient.Builder client, @Nullable String name) {
    HandshakeCertificates.Builder certificates =
        new HandshakeCertificates.Builder().addTrustedCertificate(authority.certificate());
    if (name != null) {
      certificates.heldCertificate(
          new HeldCertificate.Builder().signedBy(authority).commonName(name).build());
    }
    HandshakeCertificates made = certificates.build();
    return client.sslSocketFactory(made.sslSocketFactory(), made.trustManager());
  }
}
