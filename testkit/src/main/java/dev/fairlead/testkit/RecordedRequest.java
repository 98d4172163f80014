package dev.fairlead.testkit;

/**
 * A request the API has received, whatever it answered.
 *
 * @param verb the verb of Kubernetes authorization: "get", "list", "watch" or a writing one
 * @param resource the plural name, "services"; for a path that is no resource, the path
 * @param namespace empty across all namespaces and for nodes
 * @param query the query string, percent-decoded: {@code watch=true&labelSelector=app=shop}; may be
 *     empty
 * @param userAgent the User-Agent header; may be empty
 */
public record RecordedRequest(
    String verb, String resource, String namespace, String query, String userAgent) {}
