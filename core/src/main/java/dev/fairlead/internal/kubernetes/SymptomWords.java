package dev.fairlead.internal.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A symptom as one sentence on the API server and one on the next move. */
final class SymptomWords {
  private final String address;
  private final Throwable failure;

  /**
   * @param address of the API server
   */
  SymptomWords(String address, Throwable failure) {
    this.address = address;
    this.failure = failure;
  }

  String of(ApiSymptom symptom) {
    String words =
        symptom
            .words()
            .replace("{host}", hostAndPort())
            .replace("{code}", Integer.toString(ApiSymptom.code(failure)))
            .replace("{detail}", detail());
    return "the API server at " + address + " " + words;
  }

  /** As a network policy needs it: the port is not left out. */
  private String hostAndPort() {
    URI uri = URI.create(address);
    int usual = "http".equals(uri.getScheme()) ? 80 : 443;
    return uri.getHost() + ":" + (uri.getPort() < 0 ? usual : uri.getPort());
  }

  private String detail() {
    KubernetesClientException answer = ApiSymptom.answer(failure);
    if (answer != null) {
      String message = answer.getStatus() == null ? null : answer.getStatus().getMessage();
      return message == null || message.isBlank() ? "status " + answer.getCode() : message.strip();
    }
    return innermostThatSpeaks();
  }

  private String innermostThatSpeaks() {
    @Nullable String message = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getMessage() != null) {
        message = t.getMessage();
      }
    }
    return message == null ? failure.getClass().getSimpleName() : message.strip();
  }
}
