package dev.fairlead.grpc;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A resolver that finds what the test says. */
final class ScriptedNames extends NameResolverProvider {
  volatile URI asked = URI.create("nothing");
  volatile boolean ended;
  private volatile NameResolver.@Nullable Listener2 listener;

  boolean isStarted() {
    return listener != null;
  }

  /** Who waits for the answer. */
  NameResolver.Listener2 listener() {
    return Objects.requireNonNull(listener);
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 5;
  }

  @Override
  public String getDefaultScheme() {
    return "dns";
  }

  @Override
  public NameResolver newNameResolver(URI uri, NameResolver.Args args) {
    asked = uri;
    return new NameResolver() {
      @Override
      public String getServiceAuthority() {
        return "orders.shop.svc";
      }

      @Override
      public void start(Listener2 to) {
        listener = to;
      }

      @Override
      public void shutdown() {
        ended = true;
      }
    };
  }
}
