package dev.fairlead.internal.balancing;

import dev.fairlead.api.Selection;
import dev.fairlead.spi.EndpointSource.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who follows the selections of one target. Told on the control plane; what one throws is logged.
 */
final class Observers {
  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private final List<Following> all = new CopyOnWriteArrayList<>();

  /** Told apart by identity, so that an observer that comes twice leaves once at a time. */
  private static final class Following {
    private final Consumer<Selection> observer;

    Following(Consumer<Selection> observer) {
      this.observer = observer;
    }

    void tell(Selection now) {
      try {
        observer.accept(now);
      } catch (RuntimeException e) {
        LOG.error("An observer failed; it is told the next change all the same", e);
      }
    }
  }

  Subscription add(Consumer<Selection> observer, Selection now) {
    Following one = new Following(observer);
    all.add(one);
    one.tell(now);
    return () -> all.remove(one);
  }

  void tell(Selection former, Selection now) {
    if (!all.isEmpty() && !now.equals(former)) {
      all.forEach(one -> one.tell(now));
    }
  }
}
