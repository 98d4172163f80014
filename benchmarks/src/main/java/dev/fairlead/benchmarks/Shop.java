package dev.fairlead.benchmarks;

import dev.fairlead.testkit.FakeKubernetes;

/**
 * The namespace {@code shop} with many Services, each with one slice, written as an API server
 * writes them: managed fields included. The Services are {@code service-0}, {@code service-1} and
 * so on, with one port, http 80.
 */
final class Shop {
  static final String NAMESPACE = "shop";
  static final int SERVICES = 200;

  private static final String SERVICE =
      """
      {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{"prometheus.io/scrape":"true"},\
      "creationTimestamp":"2026-11-01T08:00:00Z","labels":{"app":"%1$s"},"managedFields":[\
      {"apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:annotations":{".":{},\
      "f:prometheus.io/scrape":{}},"f:labels":{".":{},"f:app":{}}},"f:spec":\
      {"f:internalTrafficPolicy":{},"f:ports":{".":{},"k:{\\"port\\":80,\\"protocol\\":\\"TCP\\"}":\
      {".":{},"f:name":{},"f:port":{},"f:protocol":{},"f:targetPort":{}}},"f:selector":{},\
      "f:sessionAffinity":{},"f:type":{}}},"manager":"kubectl-client-side-apply",\
      "operation":"Update","time":"2026-11-01T08:00:00Z"}],"name":"%1$s","namespace":"shop",\
      "uid":"7a1c2a54-5f0c-4c55-9d37-000000000000"},"spec":{"clusterIP":"10.96.%2$d.%3$d",\
      "clusterIPs":["10.96.%2$d.%3$d"],"internalTrafficPolicy":"Cluster","ipFamilies":["IPv4"],\
      "ipFamilyPolicy":"SingleStack","ports":[{"name":"http","port":80,"protocol":"TCP",\
      "targetPort":"http"}],"selector":{"app":"%1$s"},"sessionAffinity":"None","type":"ClusterIP"},\
      "status":{"loadBalancer":{}}}""";

  private final FakeKubernetes kubernetes;
  private final int endpoints;

  /** Fills the namespace: 200 Services with {@code endpoints} each. */
  Shop(FakeKubernetes kubernetes, int endpoints) {
    this.kubernetes = kubernetes;
    this.endpoints = endpoints;
    for (int i = 0; i < SERVICES; i++) {
      kubernetes.apply(SERVICE.formatted(service(i), 1 + i / 250, 1 + i % 250));
      kubernetes.apply(slice(i, endpoints));
    }
  }

  static String service(int number) {
    return "service-" + number;
  }

  /** The slice of a Service, all its endpoints ready. */
  static String slice(int number, int endpoints) {
    return SliceJson.slice(number, endpoints).replace("orders", service(number));
  }

  /**
   * Change number {@code count}: the first endpoint of one slice turns unready, or ready again.
   * Goes round all Services, by turns far from each other. Returns the number of the Service.
   */
  int change(int count) {
    int service = count * 37 % SERVICES;
    String slice = slice(service, endpoints);
    boolean ready = count / SERVICES % 2 == 1;
    kubernetes.apply(ready ? slice : slice.replaceFirst("\"ready\":true", "\"ready\":false"));
    return service;
  }
}
