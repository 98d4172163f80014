package dev.fairlead.cli;

import dev.fairlead.api.ServiceKey;

/** How to get the objects that a question needs. */
final class Advice {
  /** For a file of which nothing is known. */
  static final String GET = "kubectl get services,endpointslices -o yaml prints what is needed";

  private Advice() {}

  /** Prints one Service. */
  static String service(ServiceKey key) {
    return "kubectl get service " + key.name() + " -n " + key.namespace() + " -o yaml";
  }

  /** Prints the slices of one Service. */
  static String slices(ServiceKey key) {
    return "kubectl get endpointslices -n "
        + key.namespace()
        + " -l kubernetes.io/service-name="
        + key.name()
        + " -o yaml";
  }
}
