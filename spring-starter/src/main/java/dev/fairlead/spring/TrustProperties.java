package dev.fairlead.spring;

import dev.fairlead.api.Fallback;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens to calls while the endpoints of a Service are not known, or not known for sure.
 *
 * @param firstSyncWait how long calls wait for the first answer of the API server, 0 to 10 min
 * @param trustWhenRefused how long the last answer is used when the API server refuses a new one, 0
 *     to 7 days
 * @param fallback what becomes of a call while nothing trustworthy is known: it goes by the
 *     Service's own name, or fails
 * @param assumeClusterPolicy Services whose traffic policy is taken for Cluster where reading
 *     Services is forbidden and reading slices is not
 */
@ConfigurationProperties("fairlead")
public record TrustProperties(
    @DefaultValue("10s") Duration firstSyncWait,
    @DefaultValue("5m") Duration trustWhenRefused,
    @DefaultValue("service-name") Fallback fallback,
    @DefaultValue List<String> assumeClusterPolicy) {

  public TrustProperties {
    assumeClusterPolicy = List.copyOf(assumeClusterPolicy);
  }
}
