package dev.fairlead.internal.balancing;

import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.spi.EndpointSource.Subscription;
import dev.fairlead.spi.Picker;
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

    /** Of that time: another one means that others made before choose in the former way. */
    private @Nullable Picker picker;

    Following(TargetObserver observer) {
      this.observer = observer;
    }

    @SuppressWarnings("ReferenceEquality") // a new picker is made only when something changed
    void tell(TargetState now, Route newRoute) {
      Selection newSelection = now.selection();
      boolean same = newSelection.equals(selection) && newRoute.equals(route);
      if (same && now.picker() == picker) {
        return;
      }
      selection = newSelection;
      route = newRoute;
      picker = now.picker();
      try {
        observer.changed(newSelection, newRoute);
      } catch (RuntimeException e) {
        LOG.error("An observer failed; it is told the next change all the same", e);
      }
    }
  }

  Subscription add(TargetObserver observer, TargetState now, Route route) {
    Following one = new Following(observer);
    all.add(one);
    one.tell(now, route);
    return () -> all.remove(one);
  }

  void tell(TargetState now, Route route) {
    all.forEach(one -> one.tell(now, route));
  }
}
