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

  private final List<Consumer<Selection>> all = new CopyOnWriteArrayList<>();

  Subscription add(Consumer<Selection> observer, Selection now) {
    // An object of its own, so that an observer that comes twice leaves once at a time.
    Consumer<Selection> one = observer::accept;
    all.add(one);
    tell(one, now);
    return () -> all.remove(one);
  }

  void tell(Selection former, Selection now) {
    if (!all.isEmpty() && !now.equals(former)) {
      all.forEach(observer -> tell(observer, now));
    }
  }

  private static void tell(Consumer<Selection> observer, Selection now) {
    try {
      observer.accept(now);
    } catch (RuntimeException e) {
      LOG.error("An observer failed; it is told the next change all the same", e);
    }
  }
}
