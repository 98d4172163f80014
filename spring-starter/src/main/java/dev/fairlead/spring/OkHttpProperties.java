package dev.fairlead.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OkHttpClient of the application.
 *
 * @param enabled whether there is one, and whether RestClient and RestTemplate use it
 * @param maxIdleConnectionsPerEndpoint how many idle connections are kept to each endpoint, 1 to
 *     1000
 * @param keepAlive how long an idle connection is kept, 1 s to 1 h; shorter than servers keep
 *     theirs
 * @param maxRequestsPerHost how many enqueued calls run at once for each Service; calls that are
 *     executed, such as those of RestClient, do not count
 * @param ssl how servers are trusted
 */
@ConfigurationProperties("fairlead.okhttp")
public record OkHttpProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("32") int maxIdleConnectionsPerEndpoint,
    @DefaultValue("45s") Duration keepAlive,
    @DefaultValue("64") int maxRequestsPerHost,
    @DefaultValue Ssl ssl) {

  /**
   * How servers are trusted.
   *
   * @param bundle the name of an SSL bundle; when it is reloaded, new connections use the new one
   */
  public record Ssl(@Nullable String bundle) {}
}
