package dev.fairlead.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The API server of the lab, as its administrator reaches it.
 *
 * @param uri the address of the API
 * @param token of the administrator
 * @param certificate of the authority that signed the server's, PEM in Base64
 */
record ApiLab(URI uri, String token, String certificate) {
  /** Starts the lab, which does nothing if it runs, and reads where it is. */
  static ApiLab up() throws IOException, GeneralSecurityException {
    JsonNode config = new YAMLMapper().readTree(Lab.up().toFile());
    JsonNode cluster = config.at("/clusters/0/cluster");
    return new ApiLab(
        URI.create(cluster.path("server").asText()),
        config.at("/users/0/user/token").asText(),
        cluster.path("certificate-authority-data").asText());
  }

  /** A client that trusts the lab and prefers HTTP/2. */
  HttpClient newClient() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "lab",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Base64.getDecoder().decode(certificate))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_2).build();
  }

  Map<String, String> headers() {
    return Map.of("Authorization", "Bearer " + token);
  }
}
