package dev.fairlead.okhttp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * The bound host is the bound endpoint; other hosts, to which a redirect may lead, are looked up as
 * the client does. Connections of two bindings are kept apart by it, as OkHttp compares it: equal
 * for the same binding and the same look-up only.
 */
final class BoundDns implements Dns {
  private final EndpointBinding binding;
  private final Dns others;

  BoundDns(EndpointBinding binding, Dns others) {
    this.binding = binding;
    this.others = others;
  }

  Dns others() {
    return others;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    return host.equals(binding.host()) ? List.of(binding.address()) : others.lookup(host);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a binding has no value: another pod has another one
  public boolean equals(@Nullable Object object) {
    return object instanceof BoundDns other
        && binding == other.binding
        && others.equals(other.others);
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(binding) + others.hashCode();
  }
}
