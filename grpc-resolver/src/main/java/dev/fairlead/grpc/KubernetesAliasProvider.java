package dev.fairlead.grpc;

/**
 * Resolves targets of the scheme {@code kubernetes}, for those who come from another resolver:
 * {@code kubernetes:///orders.shop:grpc}, and {@code kubernetes://shop/orders:grpc} too. A number
 * is the Service's port, as everywhere, not the pod's.
 */
public final class KubernetesAliasProvider extends FairleadNameResolverProvider {
  static final String SCHEME = "kubernetes";

  /** For {@link java.util.ServiceLoader}. */
  public KubernetesAliasProvider() {
    super(SCHEME);
  }
}
