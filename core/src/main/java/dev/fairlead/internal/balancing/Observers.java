package dev.fairlead.internal.balancing;

import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.spi.EndpointSource.Subscription;
import dev.fairlead.spi.TargetObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who follows one target. Told on the control plane; what one throws is logged. */
final class Observers {
  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private final List<Following> all = new CopyOnWriteArrayList<>();

  /** Told apart by identity, so that an observer that comes twice leaves once at a time. */
  private static final class Following {
    private final TargetObserver observer;

    /** What it was told last. Control plane only. */
    private @Nullable Selection selection;

    private @Nullable Route route;

    Following(TargetObserver observer) {
      this.observer = observer;
    }

    void tell(Selection newSelection, Route newRoute) {
      if (newSelection.equals(selection) && newRoute.equals(route)) {
        return;
      }
      selection = newSelection;
      route = newRoute;
      try {
        observer.changed(newSelection, newRoute);
      } catch (RuntimeException e) {
        LOG.error("An observer failed; it is told the next change all the same", e);
      }
    }
  }

  Subscription add(TargetObserver observer, Selection selection, Route route) {
    Following one = new Following(observer);
    all.add(one);
    one.tell(selection, route);
    return () -> all.remove(one);
  }

  void tell(Selection selection, Route route) {
    all.forEach(one -> one.tell(selection, route));
  }
}
