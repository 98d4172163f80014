package dev.fairlead.grpc;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import okhttp3.tls.HeldCertificate;

/** A certificate authority, a certificate of the pods, and clients that believe in it. */
final class Tls {
  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("authority").build();
  private final HeldCertificate pods;

  /**
   * @param names what the pods are, by their certificate
   */
  Tls(String... names) {
    HeldCertificate.Builder own = new HeldCertificate.Builder().signedBy(authority);
    for (String name : names) {
      own.addSubjectAlternativeName(name);
    }
    pods = own.build();
  }

  private static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
  }

  NettyServerBuilder serve(NettyServerBuilder server) {
    return serve(server, ClientAuth.NONE);
  }

  /** Only those who show a certificate of the authority. */
  NettyServerBuilder serveKnown(NettyServerBuilder server) {
    return serve(server, ClientAuth.REQUIRE);
  }

  private NettyServerBuilder serve(NettyServerBuilder server, ClientAuth clients) {
    try {
      return server.sslContext(
          GrpcSslContexts.forServer(
                  stream(pods.certificatePem()), stream(pods.privateKeyPkcs8Pem()))
              .trustManager(stream(authority.certificatePem()))
              .clientAuth(clients)
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a client that believes in the authority. */
  ChannelCredentials trust() {
    return trusting().build();
  }

  /** Of a client that shows a certificate of the authority itself. */
  ChannelCredentials trustAndShow(String name) {
    HeldCertificate own =
        new HeldCertificate.Builder().signedBy(authority).commonName(name).build();
    try {
      return trusting()
          .keyManager(stream(own.certificatePem()), stream(own.privateKeyPkcs8Pem()))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TlsChannelCredentials.Builder trusting() {
    try {
      return TlsChannelCredentials.newBuilder().trustManager(stream(authority.certificatePem()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
