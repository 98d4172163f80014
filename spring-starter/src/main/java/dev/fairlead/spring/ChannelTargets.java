package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.grpc.FairleadGrpc;
import io.grpc.ManagedChannelBuilder;
import java.util.Locale;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientProperties;
import org.springframework.core.env.PropertyResolver;
import org.springframework.grpc.client.GrpcChannelBuilderCustomizer;

/**
 * Gives channels to Services the {@link Fairlead} of their application, so that several
 * applications in one process do not meet. Channels to other targets stay as they are.
 */
final class ChannelTargets<B extends ManagedChannelBuilder<B>>
    implements GrpcChannelBuilderCustomizer<B> {
  private final Fairlead fairlead;
  private final GrpcClientProperties properties;
  private final PropertyResolver placeholders;

  ChannelTargets(
      Fairlead fairlead, GrpcClientProperties properties, PropertyResolver placeholders) {
    this.fairlead = fairlead;
    this.properties = properties;
    this.placeholders = placeholders;
  }

  /**
   * @param name a channel of the properties, or a target as it is
   */
  @Override
  public void customize(String name, B builder) {
    if (isOurs(target(name).toLowerCase(Locale.ROOT))) {
      FairleadGrpc.configure(builder, fairlead);
    }
  }

  private static boolean isOurs(String target) {
    return target.startsWith("k8s:") || target.startsWith("kubernetes:");
  }

  private String target(String name) {
    GrpcClientProperties.Channel channel = properties.getChannel().get(name);
    return placeholders.resolvePlaceholders(channel == null ? name : channel.getTarget());
  }
}
