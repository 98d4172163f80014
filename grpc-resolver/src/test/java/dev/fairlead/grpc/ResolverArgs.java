package dev.fairlead.grpc;

import io.grpc.ChannelLogger;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ConfigOrError;
import io.grpc.NameResolverRegistry;
import io.grpc.SynchronizationContext;
import java.util.Map;

/** What a channel gives to its resolver, for resolvers without a channel. */
final class ResolverArgs {
  private ResolverArgs() {}

  /** A synchronization context whose work must not fail. */
  static SynchronizationContext context() {
    return new SynchronizationContext(
        (thread, e) -> {
          throw new AssertionError(e);
        });
  }

  static NameResolver.Args of(SynchronizationContext context, NameResolverRegistry resolvers) {
    return NameResolver.Args.newBuilder()
        .setDefaultPort(443)
        .setProxyDetector(address -> null)
        .setSynchronizationContext(context)
        .setServiceConfigParser(
            new NameResolver.ServiceConfigParser() {
              @Override
              public ConfigOrError parseServiceConfig(Map<String, ?> raw) {
                return ConfigOrError.fromConfig(raw);
              }
            })
        .setChannelLogger(new Unread())
        .setOffloadExecutor(Runnable::run)
        .setNameResolverRegistry(resolvers)
        .build();
  }

  private static final class Unread extends ChannelLogger {
    @Override
    public void log(ChannelLogLevel level, String message) {
      // Nobody reads it.
    }

    @Override
    public void log(ChannelLogLevel level, String template, Object... args) {
      // Nobody reads it.
    }
  }
}
