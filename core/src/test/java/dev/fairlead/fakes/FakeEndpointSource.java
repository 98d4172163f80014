package dev.fairlead.fakes;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.spi.EndpointSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A source that says what the test tells it to, on the thread of the test. What is told while
 * somebody begins to watch comes after what was known before.
 */
public final class FakeEndpointSource implements EndpointSource {
  private final Map<ServiceKey, List<Consumer<Resolution>>> observers = new ConcurrentHashMap<>();
  private final Map<ServiceKey, Resolution> last = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Tells every observer of {@code service}, and those to come. */
  public synchronized void tell(ServiceKey service, Resolution resolution) {
    last.put(service, resolution);
    observers.getOrDefault(service, List.of()).forEach(observer -> observer.accept(resolution));
  }

  /** How many observers {@code service} has. */
  public int observers(ServiceKey service) {
    return observers.getOrDefault(service, List.of()).size();
  }

  /** Whether somebody closed it. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized Subscription watch(ServiceKey service, Consumer<Resolution> observer) {
    List<Consumer<Resolution>> list =
        observers.computeIfAbsent(service, key -> new CopyOnWriteArrayList<>());
    list.add(observer);
    Resolution known = last.get(service);
    if (known != null) {
      observer.accept(known);
    }
    return () -> list.remove(observer);
  }

  @Override
  public void close() {
    closed = true;
  }
}
