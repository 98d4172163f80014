package dev.fairlead.e2e;

import dev.fairlead.api.ServiceKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A watch on the slices of one Service by the JDK's HTTP client alone, on a connection of its own:
 * the earliest that this JVM can know. Only takes the time of each line; reads it when asked.
 */
final class RawWatch {
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private volatile @Nullable String ended;

  private record Line(long micros, String json) {}

  /** Opens it; returns without waiting. */
  RawWatch(ServiceKey service) throws IOException, GeneralSecurityException {
    String uri =
        "https://%s:%s/apis/discovery.k8s.io/v1/namespaces/%s/endpointslices?watch=true"
            .formatted(
                System.getenv("KUBERNETES_SERVICE_HOST"),
                System.getenv("KUBERNETES_SERVICE_PORT"),
                service.namespace());
    String selector = "&labelSelector=kubernetes.io%2Fservice-name%3D" + service.name();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri + selector + "&timeoutSeconds=3600"))
            .header("Authorization", "Bearer " + Files.readString(ACCOUNT.resolve("token")).trim())
            .build();
    var unused =
        HttpClient.newBuilder()
            .sslContext(trusting(ACCOUNT.resolve("ca.crt")))
            .build()
            .sendAsync(request, BodyHandlers.fromLineSubscriber(new Reader()))
            .whenComplete(
                (answer, failure) ->
                    ended = failure == null ? "status " + answer.statusCode() : failure.toString());
  }

  private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    try (InputStream pem = Files.newInputStream(authority)) {
      Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
      store.setCertificateEntry("cluster", certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Forgets what came so far. */
  void forget() {
    lines.clear();
  }

  /**
   * When the first line came that does not name this address, in microseconds of the machine's
   * clock; null when none has come yet.
   *
   * @throws IllegalStateException when the watch has ended
   */
  @Nullable Long firstWithout(String address) {
    String end = ended;
    if (end != null) {
      throw new IllegalStateException("The raw watch has ended: " + end);
    }
    String quoted = '"' + address + '"';
    for (Line line : lines) {
      if (!line.json().contains(quoted)) {
        return line.micros();
      }
    }
    return null;
  }

  private final class Reader implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String json) {
      lines.add(new Line(Departure.micros(), json));
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
