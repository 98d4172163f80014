package dev.fairlead.internal.kubernetes;

import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Decoder;
import java.util.function.Consumer;

/** Opens core's decoder of slices to the benchmarks; in its package, which hides it. */
public final class SliceEvents {
  private SliceEvents() {}

  /** The decoder that a watch on EndpointSlices uses. */
  public static Decoder<Consumer<NamespaceState>> decoder() {
    return new KindDecoder(WatchedKind.ENDPOINT_SLICE);
  }
}
