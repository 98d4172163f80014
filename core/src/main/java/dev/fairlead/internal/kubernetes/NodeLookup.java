package dev.fairlead.internal.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the own Node once, where that is allowed (ClusterRole: get nodes). */
final class NodeLookup implements LocationSearch.NodeReader {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLookup.class);
  private static final String ZONE = "topology.kubernetes.io/zone";

  private final KubernetesClient client;

  NodeLookup(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public CompletionStage<@Nullable String> zone(String node) {
    CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(read(node));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            },
            "fairlead-node-lookup");
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private @Nullable String read(String name) {
    try {
      Node node = client.nodes().withName(name).get();
      String zone = node == null ? null : node.getMetadata().getLabels().get(ZONE);
      if (zone == null) {
        LOG.info(
            "The zone of node {} is not known: {}. Zone hints are ignored; check NODE_NAME, or set"
                + " NODE_ZONE",
            name,
            node == null ? "there is no such Node" : "the Node has no label " + ZONE);
      }
      return zone;
    } catch (KubernetesClientException e) {
      if (e.getCode() != 401 && e.getCode() != 403) {
        throw e;
      }
      LOG.info(
          "The zone of node {} is not known: reading the Node is not allowed ({}). Zone hints are"
              + " ignored; set NODE_ZONE, or grant 'get' on nodes",
          name,
          e.getCode());
      return null;
    }
  }
}
