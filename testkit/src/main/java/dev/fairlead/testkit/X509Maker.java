package dev.fairlead.testkit;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes X.509 certificates (RFC 5280) for keys on the curve P-256, all of one issuer.
 *
 * <p>The JDK can read certificates but has no public way to make one; what a test needs of the
 * format fits in this class.
 */
final class X509Maker {
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.id("1.2.840.10045.4.3.2"));
  private static final Duration VALID = Duration.ofDays(365);

  /** Clocks of two processes may differ a little. */
  private static final Duration LEEWAY = Duration.ofHours(1);

  private final KeyPair issuer;
  private final String issuerName;
  private final SecureRandom random = new SecureRandom();

  X509Maker(KeyPair issuer, String issuerName) {
    this.issuer = issuer;
    this.issuerName = issuerName;
  }

  /** The issuer's own certificate, with which it may sign others. */
  X509Certificate authority() throws GeneralSecurityException {
    byte[] extensions =
        Der.sequence(
            extension("2.5.29.19", true, Der.sequence(Der.yes())),
            // keyCertSign and cRLSign, bits 5 and 6
            extension("2.5.29.15", true, Der.bits(1, (byte) 0x06)),
            extension("2.5.29.14", false, Der.octets(keyId(issuer.getPublic()))));
    return sign(issuerName, issuer.getPublic(), extensions);
  }

  /** The certificate of a server that is reached by these names and by these IP addresses. */
  X509Certificate server(String name, PublicKey key, List<String> dnsNames, List<String> addresses)
      throws GeneralSecurityException {
    byte[] issuerId = Der.tagged(0, false, keyId(issuer.getPublic()));
    byte[] extensions =
        Der.sequence(
            extension("2.5.29.19", true, Der.sequence()),
            // digitalSignature, bit 0
            extension("2.5.29.15", true, Der.bits(7, (byte) 0x80)),
            extension("2.5.29.37", false, Der.sequence(Der.id("1.3.6.1.5.5.7.3.1"))),
            extension("2.5.29.14", false, Der.octets(keyId(key))),
            extension("2.5.29.35", false, Der.sequence(issuerId)),
            extension("2.5.29.17", false, alternativeNames(dnsNames, addresses)));
    return sign(name, key, extensions);
  }

  private X509Certificate sign(String subject, PublicKey key, byte[] extensions)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    byte[] content =
        Der.sequence(
            Der.tagged(0, true, Der.integer(BigInteger.TWO)), // version 3
            Der.integer(new BigInteger(127, random).add(BigInteger.ONE)),
            ECDSA_WITH_SHA256,
            commonName(issuerName),
            Der.sequence(Der.time(now.minus(LEEWAY)), Der.time(now.plus(VALID))),
            commonName(subject),
            key.getEncoded(),
            Der.tagged(3, true, extensions));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(issuer.getPrivate());
    signature.update(content);
    byte[] certificate = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] extension(String id, boolean critical, byte[] content) {
    return critical
        ? Der.sequence(Der.id(id), Der.yes(), Der.octets(content))
        : Der.sequence(Der.id(id), Der.octets(content));
  }

  private static byte[] commonName(String name) {
    return Der.sequence(Der.set(Der.sequence(Der.id("2.5.4.3"), Der.text(name))));
  }

  private static byte[] alternativeNames(List<String> dnsNames, List<String> addresses) {
    byte[] names = new byte[0];
    for (String name : dnsNames) {
      names = Der.join(names, Der.tagged(2, false, Der.ascii(name)));
    }
    for (String address : addresses) {
      names = Der.join(names, Der.tagged(7, false, bytes(address)));
    }
    return Der.sequence(names);
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no IP address", e);
    }
  }

  /** The hash that tells keys apart; not a matter of security (RFC 5280, 4.2.1.2). */
  private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
  }
}
