package dev.fairlead.spi;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where endpoints come from. Kubernetes is one; tests and other registries are others. */
public interface EndpointSource extends AutoCloseable {

  /**
   * Registers interest in one Service.
   *
   * <p>The observer gets what is known at once or soon, then each change, in order, one at a time,
   * on any thread; it does not block. Equal answers are not repeated. Once a Service was found or
   * found missing the source never goes back to pending: what was last known stays, and is told
   * again with another {@link dev.fairlead.api.Freshness} when it is not followed any more.
   *
   * @return ends the interest when closed; closing twice does nothing
   */
  Subscription watch(ServiceKey service, Consumer<Resolution> observer);

  /** The namespace of this process, as far as the source knows it. */
  default @Nullable String ownNamespace() {
    return null;
  }

  /** Ends every watch. */
  @Override
  void close();

  /** An interest that can be ended. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
