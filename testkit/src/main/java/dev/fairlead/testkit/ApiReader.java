package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.NavigableMap;

/** Answers GET and LIST from the store. Thread-safe; every failure is an {@link ApiFailure}. */
final class ApiReader {
  private final ObjectStore store;

  ApiReader(ObjectStore store) {
    this.store = store;
  }

  ObjectNode get(Kind kind, ApiRequest request) {
    store.requireReached(request.query().version());
    ObjectNode object = store.get(kind, request.namespace(), request.name());
    if (object == null) {
      throw ApiFailure.notFound(kind, request.name());
    }
    return object;
  }

  ObjectNode list(Kind kind, ApiRequest request) {
    ListOptions options = ListOptions.of(request.query(), false);
    Scope scope = Scope.of(kind, request);
    if (!options.continueToken().isEmpty()) {
      ContinueToken token = ContinueToken.parse(options.continueToken());
      options.checkContinued();
      return page(continued(kind, token), scope, options.limit(), token.after(), request);
    }
    Snapshot snapshot;
    if (options.exact()) {
      snapshot = store.at(kind, options.versionNumber(), ApiReader::tooOldForList);
    } else {
      store.requireReached(options.versionNumber());
      snapshot = store.now(kind);
    }
    // "0" is answered from the watch cache of a real server, which does not page.
    long limit = options.version().equals("0") ? 0 : options.limit();
    return page(snapshot, scope, limit, "", request);
  }

  private Snapshot continued(Kind kind, ContinueToken token) {
    if (token.version() == ContinueToken.PRESENT) {
      return store.now(kind);
    }
    return store.at(kind, token.version(), () -> ApiFailure.expiredContinue(token.inconsistent()));
  }

  private static ApiFailure tooOldForList() {
    return ApiFailure.expired("The resourceVersion for the provided list is too old.");
  }

  /** The matching objects after a key, as many as the limit; the rest is left to the next page. */
  private static ObjectNode page(
      Snapshot snapshot, Scope scope, long limit, String after, ApiRequest request) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", scope.kind().listKind()).put("apiVersion", scope.kind().apiVersion());
    ObjectNode metadata = list.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(snapshot.version()));
    ArrayNode items = list.putArray("items");
    NavigableMap<String, ObjectNode> rest = snapshot.objects().tailMap(after, false);
    rest.values().removeIf(object -> !scope.includes(object));
    String last = "";
    for (Map.Entry<String, ObjectNode> entry : rest.entrySet()) {
      if (limit > 0 && items.size() == limit) {
        metadata.put("continue", new ContinueToken(snapshot.version(), last).text());
        if (!hasSelector(request.query())) {
          metadata.put("remainingItemCount", rest.size() - items.size());
        }
        break;
      }
      items.add(item(entry.getValue()));
      last = entry.getKey();
    }
    return list;
  }

  private static boolean hasSelector(Query query) {
    return !query.text("labelSelector").isEmpty() || !query.text("fieldSelector").isEmpty();
  }

  /** Lists of built-in kinds say the kind once, for the whole list. */
  private static ObjectNode item(ObjectNode object) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.setAll(object);
    item.remove("kind");
    item.remove("apiVersion");
    return item;
  }
}
