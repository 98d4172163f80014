package dev.fairlead.spring;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PodRef;
import dev.fairlead.okhttp.SelectedEndpoint;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.observation.ClientRequestObservationContext;

/**
 * Names the pod that a request went to last, for traces: with high cardinality, so that no meter
 * gets a series for each pod. An observation is of one logical call, however many pods were tried.
 */
final class PodObservationFilter implements ObservationFilter {

  @Override
  public Observation.Context map(Observation.Context context) {
    if (context instanceof ClientRequestObservationContext request) {
      Endpoint endpoint = endpoint(request);
      if (endpoint != null) {
        add(context, "network.peer.address", endpoint.address());
        add(context, "network.peer.port", String.valueOf(endpoint.port()));
        PodRef pod = endpoint.pod();
        add(context, "k8s.pod.name", pod == null ? null : pod.name());
        add(context, "k8s.node.name", endpoint.node());
        add(context, "cloud.availability_zone", endpoint.zone());
      }
    }
    return context;
  }

  /** From the response, or, where there is none, from the request. */
  private static @Nullable Endpoint endpoint(ClientRequestObservationContext context) {
    for (Object end : new @Nullable Object[] {context.getResponse(), context.getCarrier()}) {
      if (end instanceof OfCall call) {
        SelectedEndpoint selected = call.selected();
        return selected == null ? null : selected.endpoint();
      }
    }
    return null;
  }

  private static void add(Observation.Context context, String key, @Nullable String value) {
    if (value != null) {
      context.addHighCardinalityKeyValue(KeyValue.of(key, value));
    }
  }
}
