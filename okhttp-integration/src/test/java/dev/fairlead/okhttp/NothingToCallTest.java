package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.NoEndpointException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Kubernetes' rules leave no endpoint. */
class NothingToCallTest {

  @Test
  void withoutAnyEndpointTheCallSaysSo() {
    try (Pods pods = new Pods().start(1)) {
      OkHttpClient client = pods.client().build();
      pods.endpoints.clear();
      pods.publish();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .isInstanceOf(ServiceUnreachableException.class)
          .hasCauseInstanceOf(NoEndpointException.class);
    }
  }
}
