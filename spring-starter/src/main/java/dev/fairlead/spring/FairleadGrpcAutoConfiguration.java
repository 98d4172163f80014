package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.grpc.FairleadGrpc;
import io.grpc.ManagedChannelBuilder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Channels such as {@code spring.grpc.client.channel.orders.target=k8s:///orders.shop:grpc}. */
@AutoConfiguration(after = {FairleadAutoConfiguration.class, GrpcClientAutoConfiguration.class})
@ConditionalOnClass({
  FairleadGrpc.class,
  ManagedChannelBuilder.class,
  GrpcClientAutoConfiguration.class
})
@ConditionalOnFairlead
@ConditionalOnBean(GrpcClientProperties.class)
@ConditionalOnBooleanProperty(name = "fairlead.grpc.enabled", matchIfMissing = true)
@EnableConfigurationProperties(GrpcProperties.class)
public final class FairleadGrpcAutoConfiguration {

  /** Before those of the application, which have the last word. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @ConditionalOnMissingBean
  <B extends ManagedChannelBuilder<B>> ChannelTargets<B> fairleadChannelTargets(
      Fairlead fairlead, GrpcClientProperties properties, Environment environment) {
    return new ChannelTargets<>(fairlead, properties, environment);
  }
}
