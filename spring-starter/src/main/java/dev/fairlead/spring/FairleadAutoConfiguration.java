package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.EndpointSource;
import dev.fairlead.spring.FairleadProperties.Source;
import java.util.Locale;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The {@link Fairlead} of the application. An own bean of that type replaces it; beans of {@link
 * KubernetesApi}, {@link EndpointSource}, {@link BalancingPolicy}, {@link FairleadListener} and
 * {@link FairleadBuilderCustomizer} are taken up.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "fairlead.enabled", matchIfMissing = true)
@EnableConfigurationProperties({
  FairleadProperties.class,
  ClusterProperties.class,
  BalancingProperties.class,
  TrustProperties.class
})
public final class FairleadAutoConfiguration {

  /** Closed when the beans are destroyed: after every component with a lifecycle has stopped. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Fairlead fairlead(
      FairleadProperties properties,
      ClusterProperties cluster,
      BalancingProperties balancing,
      TrustProperties trust,
      ApplicationContext context) {
    FairleadBuilder builder = Fairlead.builder();
    BuilderSettings settings = new BuilderSettings(builder);
    settings.apply(properties);
    settings.apply(cluster);
    settings.apply(balancing);
    settings.apply(trust);
    applyOrigin(builder, new EndpointOrigin(properties, cluster, variable(context)), context);
    context.getBeanProvider(BalancingPolicy.class).ifAvailable(builder::policy);
    context.getBeanProvider(FairleadListener.class).orderedStream().forEach(builder::listener);
    context
        .getBeanProvider(FairleadBuilderCustomizer.class)
        .orderedStream()
        .forEach(customizer -> customizer.customize(builder));
    return open(builder, properties.source());
  }

  /** A cluster or a kubeconfig that was asked for and is not there gets an analysis of its own. */
  private static Fairlead open(FairleadBuilder builder, Source source) {
    boolean mayBeMissing = source == Source.KUBERNETES || source == Source.KUBECONFIG;
    try {
      return builder.build();
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw mayBeMissing ? new OriginException(source.name().toLowerCase(Locale.ROOT), e) : e;
    }
  }

  private static void applyOrigin(
      FairleadBuilder builder, EndpointOrigin origin, ApplicationContext context) {
    EndpointSource source = context.getBeanProvider(EndpointSource.class).getIfAvailable();
    KubernetesApi api = context.getBeanProvider(KubernetesApi.class).getIfAvailable();
    if (source != null) {
      builder.source(source);
    } else if (api != null) {
      builder.kubernetes(api);
    } else {
      origin.apply(builder);
    }
  }

  private static EndpointOrigin.ProcessEnvironment variable(ApplicationContext context) {
    return context.getEnvironment()::getProperty;
  }

  @Bean
  @ConditionalOnMissingBean
  StartupWait fairleadStartupWait(Fairlead fairlead, FairleadProperties properties) {
    return new StartupWait(fairlead, properties.startup());
  }
}
