package dev.fairlead.spring;

import dev.fairlead.api.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Whether Fairlead works, where its endpoints come from and what happens at the start.
 *
 * @param enabled whether there are any beans of Fairlead; false is the switch that leaves the
 *     application as it is without the starter
 * @param mode what to do with calls; active unless a mesh's proxy is found. The environment
 *     variables FAIRLEAD_MODE and FAIRLEAD_ENABLED win over it
 * @param source where endpoints come from
 * @param startup what happens before the application takes requests
 * @param locality where this process runs, if the environment does not say so
 * @param staticServices endpoints without a cluster, for development: host:port by Service, such as
 *     fairlead.static.[orders.shop]=localhost:8080. A key without a port means the ports 80 and
 *     443; others are written [orders.shop:9090]
 */
@ConfigurationProperties("fairlead")
public record FairleadProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable Mode mode,
    @DefaultValue("auto") Source source,
    @DefaultValue Startup startup,
    @DefaultValue Locality locality,
    @DefaultValue @Name("static") Map<String, List<String>> staticServices) {

  public FairleadProperties {
    staticServices = Map.copyOf(staticServices);
  }

  /** Where endpoints come from. */
  public enum Source {
    /**
     * The API named by properties or a bean, else the cluster this pod runs in, else the static
     * entries, else nothing: calls go by DNS.
     */
    AUTO,
    /** The cluster this pod runs in; outside of one the start fails. */
    KUBERNETES,
    /** A kubeconfig, which nothing else makes Fairlead read. */
    KUBECONFIG,
    /** The static entries. */
    STATIC,
    /** Nowhere: every call goes by DNS. */
    DNS
  }

  /**
   * What happens before the application takes requests.
   *
   * @param services Services whose endpoints are to be known before the application takes requests,
   *     such as orders.shop:http; they stay watched however seldom they are called
   * @param longestWait how long the start waits for the endpoints of startup.services
   * @param failFast whether the start fails when the endpoints of startup.services are not known by
   *     then; else it goes on, and calls go by the Service's own name until they are
   */
  public record Startup(
      @DefaultValue List<String> services,
      @DefaultValue("10s") @Name("wait") Duration longestWait,
      @DefaultValue("false") boolean failFast) {

    public Startup {
      services = List.copyOf(services);
    }
  }

  /**
   * Where this process runs, if the environment does not say so.
   *
   * @param nodeName the name of the own Node; from NODE_NAME or found out unless set
   * @param zone the zone of the own Node; from NODE_ZONE or found out unless set
   */
  public record Locality(@Nullable String nodeName, @Nullable String zone) {}
}
