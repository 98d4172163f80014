package dev.fairlead.samples.quickstart;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.KubernetesApi;
import java.util.List;

/**
 * A namespace with one Service, {@code orders}: port 80 named http, target port 9876, and pods that
 * say who they are. There is an embedded one and one on a real cluster.
 */
interface Shop extends AutoCloseable {
  int TARGET_PORT = 9876;

  /** The API that Fairlead is to watch. */
  KubernetesApi api();

  String namespace();

  /** Four nodes; requests come from the third. */
  List<String> nodes();

  /** Sets {@code internalTrafficPolicy} of the Service. */
  void policy(String internalTrafficPolicy);

  /** Starts a pod that the Service's selector matches. */
  RunningPod run(String name, String node);

  /** Drives the pod away from its node, as a taint does. */
  void evict(RunningPod pod);

  /** The pod stays and listens, but the selector matches it no more. */
  void takeLabelOff(RunningPod pod);

  /** The pod answers each request with an error, and stays ready. */
  void answerErrors(RunningPod pod);

  /** The pod takes no requests, and stays ready. */
  void breakConnections(RunningPod pod);

  /** The pod answers again. */
  void heal(RunningPod pod);

  @Override
  void close();

  /** A pod that was started. */
  record RunningPod(String name, String node, Endpoint endpoint) {}
}
