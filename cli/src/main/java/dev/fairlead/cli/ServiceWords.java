package dev.fairlead.cli;

import dev.fairlead.api.Query;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServicePort;
import dev.fairlead.api.Traffic;
import dev.fairlead.api.TrafficPolicy;
import java.util.stream.Collectors;

/** A Service on one line: how it is reached, its ports, and the policy the question falls under. */
final class ServiceWords {
  private ServiceWords() {}

  static String of(Report report) {
    Service service = report.service();
    Query query = report.question().query();
    if (service == null) {
      return report.manifests().cluster() == null ? "not in the files" : "not in the cluster";
    }
    if (service.externalName() != null) {
      return "ExternalName " + service.externalName();
    }
    return reached(service) + "; " + ports(service) + "; " + policy(service, query);
  }

  private static String reached(Service service) {
    if (service.addresses().headless()) {
      return "headless";
    }
    String ip = service.addresses().clusterIp();
    return ip.isEmpty() ? "no cluster IP" : "cluster IP " + ip;
  }

  private static String ports(Service service) {
    return service.ports().isEmpty()
        ? "no ports"
        : service.ports().stream().map(ServicePort::toString).collect(Collectors.joining(", "));
  }

  private static String policy(Service service, Query query) {
    boolean external = query.traffic() == Traffic.EXTERNAL;
    TrafficPolicy policy = external ? service.policies().external() : service.policies().internal();
    return (external ? "externalTrafficPolicy " : "internalTrafficPolicy ")
        + (policy == TrafficPolicy.LOCAL ? "Local" : "Cluster");
  }
}
