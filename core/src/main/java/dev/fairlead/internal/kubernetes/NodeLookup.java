package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the own Node once, where that is allowed (ClusterRole: get nodes). */
final class NodeLookup implements LocationSearch.NodeReader {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLookup.class);
  private static final String ZONE = "topology.kubernetes.io/zone";

  private static final JsonFactory JSON = new JsonFactory();

  private final ApiConnection api;

  NodeLookup(ApiConnection api) {
    this.api = api;
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

  private static @Nullable String zoneIn(String node) {
    ObjectMetadata metadata = new ObjectMetadata();
    try (JsonParser parser = JSON.createParser(node)) {
      JsonCursor cursor = new JsonCursor(parser);
      cursor.fields(
          field -> {
            if (field.equals("metadata")) {
              metadata.read(cursor);
            }
          });
    } catch (IOException e) {
      throw new KubernetesClientException("not a Node", e);
    }
    return metadata.labels.get(ZONE);
  }

  private @Nullable String read(String name) {
    try {
      String node = api.raw("/api/v1/nodes/" + name);
      String zone = node == null ? null : zoneIn(node);
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
