package dev.fairlead.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * EndpointSlices as the API server sends them: everything the EndpointSlice controller and the
 * server write, managed fields included. The same for the same number.
 */
final class SliceJson {
  static final int ENDPOINTS = 100;

  private static final String SLICE =
      """
      {"addressType":"IPv4","apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice",\
      "endpoints":[%s],\
      "metadata":{"annotations":{"endpoints.kubernetes.io/last-change-trigger-time":\
      "2026-11-01T08:00:00Z"},"creationTimestamp":"2026-11-01T08:00:00Z","generateName":"orders-",\
      "generation":%d,"labels":{"app":"orders",\
      "endpointslice.kubernetes.io/managed-by":"endpointslice-controller.k8s.io",\
      "kubernetes.io/service-name":"orders"},"managedFields":[{"apiVersion":"discovery.k8s.io/v1",\
      "fieldsType":"FieldsV1","fieldsV1":{"f:addressType":{},"f:endpoints":{},"f:metadata":\
      {"f:annotations":{".":{},"f:endpoints.kubernetes.io/last-change-trigger-time":{}},\
      "f:generateName":{},"f:labels":{".":{},"f:app":{},\
      "f:endpointslice.kubernetes.io/managed-by":{},"f:kubernetes.io/service-name":{}},\
      "f:ownerReferences":{".":{},"k:{\\"uid\\":\\"7a1c2a54-5f0c-4c55-9d37-000000000000\\"}":{}}},\
      "f:ports":{}},"manager":"kube-controller-manager","operation":"Update",\
      "time":"2026-11-01T08:00:00Z"}],"name":"orders-%05x","namespace":"shop",\
      "ownerReferences":[{"apiVersion":"v1","blockOwnerDeletion":true,"controller":true,\
      "kind":"Service","name":"orders","uid":"7a1c2a54-5f0c-4c55-9d37-000000000000"}],\
      "resourceVersion":"%d","uid":"1f4b8f63-90a7-4d7e-8d9e-%012x"},\
      "ports":[{"name":"http","port":8080,"protocol":"TCP"}]}""";

  private static final String ENDPOINT =
      """
      {"addresses":["10.%d.%d.%d"],"conditions":{"ready":true,"serving":true,"terminating":false},\
      "nodeName":"node-%03d","targetRef":{"kind":"Pod","name":"orders-6d5f7c9b8d-%05x",\
      "namespace":"shop","uid":"c0de5f1e-3b1a-4a62-9f0e-%012x"},"zone":"zone-%c"}""";

  private SliceJson() {}

  /** The slice of this number, with 100 endpoints of its own: pods on 500 nodes of three zones. */
  static String slice(int number) {
    return slice(number, ENDPOINTS);
  }

  /** As {@link #slice(int)}, with this many endpoints. */
  static String slice(int number, int count) {
    String endpoints =
        IntStream.range(number * count, (number + 1) * count)
            .mapToObj(SliceJson::endpoint)
            .collect(Collectors.joining(","));
    return SLICE.formatted(endpoints, 7, number, 1_000_000 + number, number);
  }

  private static String endpoint(int pod) {
    int node = pod * 7 % 500;
    char zone = (char) ('a' + node % 3);
    int third = pod >> 8 & 0xFF;
    return ENDPOINT.formatted(64 + (pod >> 16), third, pod & 0xFF, node, pod, pod, zone);
  }
}
