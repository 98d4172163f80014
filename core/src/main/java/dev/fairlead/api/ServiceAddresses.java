package dev.fairlead.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a Service, which decide the families it can be asked for.
 *
 * @param clusterIp {@code spec.clusterIP}: "None" for a headless Service, empty when not allocated
 * @param clusterIps {@code spec.clusterIPs}; entry i belongs to entry i of {@code families}
 * @param families {@code spec.ipFamilies}; empty on objects older than dual stack
 * @param externalIps addresses at which traffic from outside arrives: {@code spec.externalIPs} and
 *     the load balancer's ingress IPs of mode VIP
 */
public record ServiceAddresses(
    String clusterIp, List<String> clusterIps, List<IpFamily> families, List<String> externalIps) {

  public ServiceAddresses {
    clusterIps = List.copyOf(clusterIps);
    families = List.copyOf(families);
    externalIps = List.copyOf(externalIps);
  }

  /** True when clients get the pods' addresses from DNS and kube-proxy does nothing. */
  public boolean headless() {
    return clusterIp.equals("None");
  }

  /** The family used when none is asked for; null when the Service has no cluster IP at all. */
  public @Nullable IpFamily primaryFamily() {
    if (!families.isEmpty()) {
      return families.get(0);
    }
    return headless() ? IpFamily.IPV4 : IpFamily.of(clusterIp);
  }

  /** Whether the Service can be called over {@code family}. */
  public boolean supports(IpFamily family) {
    int index = families.indexOf(family);
    if (headless()) {
      return families.isEmpty() || index >= 0;
    }
    return families.isEmpty()
        ? family == IpFamily.of(clusterIp)
        : index >= 0 && index < clusterIps.size();
  }

  /** Whether an external address of {@code family} leads to the Service. */
  public boolean hasExternalIp(IpFamily family) {
    return externalIps.stream().anyMatch(ip -> IpFamily.of(ip) == family);
  }
}
