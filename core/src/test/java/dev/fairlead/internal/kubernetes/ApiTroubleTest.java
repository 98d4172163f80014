package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Trouble;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ApiTroubleTest {
  private static final Instant SINCE = Instant.parse("2026-03-01T03:00:00.123Z");
  private static final String TAIL =
      " since 2026-03-01T03:00:00Z, trying to list services in namespace shop";

  private final ApiTrouble trouble = new ApiTrouble("https://10.96.0.1:443", "shop");

  private String explain(Throwable cause) {
    Trouble why = trouble.explain(WatchedKind.SERVICE, cause, SINCE);
    assertThat(why.isRefusal()).isFalse();
    assertThat(why.since()).isEqualTo(SINCE);
    return why.explanation();
  }

  @Test
  void aRefusedConnectionIsNamedAsWhatItIs() {
    IOException refused = new ConnectException("Connection refused");
    refused.initCause(new ClosedChannelException());

    assertThat(explain(new CompletionException(refused)))
        .isEqualTo(
            "the API server at https://10.96.0.1:443 is not reached (ConnectException: Connection"
                + " refused)"
                + TAIL);
  }

  @Test
  void anEndedConnectionHintsAtTheToken() {
    assertThat(explain(new CompletionException(new IOException("GOAWAY received"))))
        .isEqualTo(
            "the API server at https://10.96.0.1:443 ends the connection (IOException: GOAWAY"
                + " received), as it does when it stops or a token has expired,"
                + TAIL);
  }

  @Test
  void anotherAnswerIsNamedByItsCode() {
    assertThat(explain(new KubernetesClientException("throttled", 429, null)))
        .isEqualTo("the API server at https://10.96.0.1:443 answers 429" + TAIL);
  }
}
