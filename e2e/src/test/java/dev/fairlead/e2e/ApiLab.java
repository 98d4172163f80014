package dev.fairlead.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The API server of the lab, as its administrator reaches it.
 *
 * <p>The lab's script is found by the environment variable FAIRLEAD_LAB, relative to the root of
 * the repository; without it, in the checkout beside this one.
 *
 * @param uri the address of the API
 * @param token of the administrator
 * @param certificate of the authority that signed the server's, as PEM
 */
record ApiLab(URI uri, String token, byte[] certificate) {
  private static final String DEFAULT_SCRIPT = "../shared/cluster/lab";
  private static final Pattern KUBECONFIG = Pattern.compile("(?m)^kubeconfig:\\s*(\\S+)");

  /** Starts the lab, which does nothing if it runs, and reads where it is. */
  static ApiLab up() throws IOException, GeneralSecurityException, InterruptedException {
    String printed = run(script(), "up");
    Matcher matcher = KUBECONFIG.matcher(printed);
    if (!matcher.find()) {
      throw new IllegalStateException("\"lab up\" printed no kubeconfig: " + printed);
    }
    JsonNode config = new YAMLMapper().readTree(Path.of(matcher.group(1)).toFile());
    JsonNode cluster = config.at("/clusters/0/cluster");
    return new ApiLab(
        URI.create(cluster.path("server").asText()),
        config.at("/users/0/user/token").asText(),
        Base64.getDecoder().decode(cluster.path("certificate-authority-data").asText()));
  }

  /** A client that trusts the lab and prefers HTTP/2. */
  HttpClient newClient() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "lab",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate)));
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

  /** The tests run in the folder of their module or in the root of the repository. */
  private static Path script() {
    String given = System.getenv().getOrDefault("FAIRLEAD_LAB", DEFAULT_SCRIPT);
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.isDirectory(here.resolve("e2e")) ? here : here.resolve("..");
    return root.resolve(given).normalize();
  }

  private static String run(Path script, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException(script + " ended with " + code + ": " + printed);
    }
    return printed;
  }
}
