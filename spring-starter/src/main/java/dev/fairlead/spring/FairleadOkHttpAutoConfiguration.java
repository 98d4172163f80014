package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.okhttp.OkHttpSettings;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * An {@link OkHttpClient} that calls pods. An own bean of that type is left as it is: {@link
 * LoadBalancedOkHttp#install} makes it call pods, too.
 */
@AutoConfiguration(after = {FairleadAutoConfiguration.class, SslAutoConfiguration.class})
@ConditionalOnClass({FairleadOkHttp.class, OkHttpClient.class})
@ConditionalOnBooleanProperty(name = "fairlead.okhttp.enabled", matchIfMissing = true)
@ConditionalOnFairlead
@EnableConfigurationProperties({OkHttpProperties.class, ConnectProperties.class})
public final class FairleadOkHttpAutoConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  LoadBalancedOkHttp fairleadOkHttp(
      Fairlead fairlead,
      OkHttpProperties properties,
      ConnectProperties connect,
      ObjectProvider<OkHttpClientBuilderCustomizer> customizers) {
    OkHttpSettings settings = settings(properties, connect);
    try {
      return new LoadBalancedOkHttp(
          fairlead,
          settings,
          properties.maxRequestsPerHost(),
          customizers.orderedStream().toList());
    } catch (IllegalStateException e) {
      throw new OkHttpSetupException(e);
    }
  }

  private static OkHttpSettings settings(OkHttpProperties properties, ConnectProperties connect) {
    try {
      return OkHttpSettings.DEFAULT
          .withMaxAttempts(connect.maxAttempts())
          .withConnectTimeout(connect.timeout())
          .withIdleConnections(properties.maxIdleConnectionsPerEndpoint(), properties.keepAlive());
    } catch (IllegalArgumentException e) {
      throw new FairleadPropertyException(
          "fairlead.okhttp or fairlead.connect",
          String.valueOf(e.getMessage()),
          "Change its value.",
          e);
    }
  }

  @Bean
  @ConditionalOnMissingBean
  OkHttpClient fairleadOkHttpClient(LoadBalancedOkHttp okHttp) {
    return okHttp.client();
  }

  /** Before those of the application, which have the last word. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @ConditionalOnProperty("fairlead.okhttp.ssl.bundle")
  OkHttpClientBuilderCustomizer fairleadOkHttpSslBundle(
      OkHttpProperties properties, SslBundles bundles) {
    String name = String.valueOf(properties.ssl().bundle());
    BundleTls tls = new BundleTls(bundles.getBundle(name));
    bundles.addBundleUpdateHandler(name, tls::replace);
    return tls::apply;
  }
}
