package dev.fairlead.grpc;

import dev.fairlead.Fairlead;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Resolves targets of the scheme {@code k8s}. gRPC finds it by itself; a fat jar must merge the
 * files in {@code META-INF/services}.
 */
public class FairleadNameResolverProvider extends NameResolverProvider {
  static final String SCHEME = "k8s";

  /** Below that of dns, which a target without a scheme means. */
  private static final int PRIORITY = 4;

  private final String scheme;

  /** For {@link java.util.ServiceLoader}. */
  public FairleadNameResolverProvider() {
    this(SCHEME);
  }

  FairleadNameResolverProvider(String scheme) {
    this.scheme = scheme;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }

  @Override
  public String getScheme() {
    return scheme;
  }

  @Override
  public String getDefaultScheme() {
    return scheme;
  }

  /**
   * A resolver of {@code uri}; null for another scheme.
   *
   * @throws IllegalArgumentException when the target is wrong; it says how to write it
   */
  @Override
  public @Nullable NameResolver newNameResolver(URI uri, NameResolver.Args args) {
    if (!scheme.equalsIgnoreCase(uri.getScheme())) {
      return null;
    }
    Fairlead given = args.getArg(FairleadGrpc.FAIRLEAD);
    FairleadHolder holder = given == null ? ProcessFairlead.INSTANCE : FairleadHolder.of(given);
    TargetUri target = TargetUri.parse(uri, holder::ownNamespace);
    return new FairleadNameResolver(target, holder, args);
  }
}
