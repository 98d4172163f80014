package dev.fairlead.spi;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;

/**
 * A choice over the connections of an adapter. Called by many threads at once, for every request;
 * it takes no lock and allocates nothing. A choice alone counts nothing: a host library may choose
 * and then not send, or choose again.
 *
 * @param <C> a connection, as the adapter knows it
 */
public interface ConnectionPicker<C> {

  /** Chooses one of the connections. */
  Choice<C> choose(PickRequest request);

  /** A connection, and the endpoint it leads to; stays the same for the life of the picker. */
  interface Choice<C> {

    /** The connection. */
    C connection();

    /** Where it leads. */
    Endpoint endpoint();

    /** A request begins there: counts it as in flight until the pick is completed or closed. */
    Pick begin();
  }
}
