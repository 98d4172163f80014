package dev.fairlead;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Route;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.api.Target;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to the user's listeners, on a thread of their own: what they do or throw reaches
 * nobody. Without listeners there is no thread.
 */
final class Events implements FairleadListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final int LONGEST_QUEUE = 10_000;

  private final List<FairleadListener> listeners;
  private final SerialExecutor thread = new SerialExecutor("fairlead-events", LONGEST_QUEUE);

  Events(List<FairleadListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  private void tell(Consumer<FairleadListener> event) {
    for (FairleadListener listener : listeners) {
      thread.execute(() -> tell(listener, event));
    }
  }

  private static void tell(FairleadListener listener, Consumer<FairleadListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException e) {
      LOG.warn("A listener failed, {}; the next event goes to it all the same", listener, e);
    }
  }

  @Override
  public void bypassed(Route.ByName bypass) {
    tell(listener -> listener.bypassed(bypass));
  }

  @Override
  public void targetOpened(LoadBalancer balancer) {
    tell(listener -> listener.targetOpened(balancer));
  }

  @Override
  public void targetClosed(LoadBalancer balancer) {
    tell(listener -> listener.targetClosed(balancer));
  }

  @Override
  public void selectionChanged(SelectionChange change) {
    tell(listener -> listener.selectionChanged(change));
  }

  @Override
  public void freshnessChanged(Target target, Freshness freshness) {
    tell(listener -> listener.freshnessChanged(target, freshness));
  }

  @Override
  public void routeChanged(Target target, Route route) {
    tell(listener -> listener.routeChanged(target, route));
  }

  @Override
  public void endpointEjected(Ejection ejection) {
    tell(listener -> listener.endpointEjected(ejection));
  }

  @Override
  public void endpointReadmitted(Target target, Endpoint endpoint) {
    tell(listener -> listener.endpointReadmitted(target, endpoint));
  }

  @Override
  public void watchRestarted(String namespace, String resource) {
    tell(listener -> listener.watchRestarted(namespace, resource));
  }

  @Override
  public void locationChanged(Location location) {
    tell(listener -> listener.locationChanged(location));
  }

  /** Tells what is waiting, then ends. */
  @Override
  public void close() {
    thread.close();
  }
}
