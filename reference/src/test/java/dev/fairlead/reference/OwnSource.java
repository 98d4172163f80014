package dev.fairlead.reference;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.internal.kubernetes.KubernetesEndpointSource;
import dev.fairlead.internal.watching.WatchTimes;
import dev.fairlead.spi.EndpointSource;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Fairlead's own source with a control plane of its own, ended with it. */
public final class OwnSource implements EndpointSource {
  private final ThreadPoolExecutor control;
  private final EndpointSource source;

  /**
   * @param times how long lists and watches may take
   */
  public OwnSource(KubernetesApi api, WatchTimes times) {
    control =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            OwnSource::newThread,
            new ThreadPoolExecutor.DiscardPolicy());
    source =
        KubernetesEndpointSource.open(
            api,
            new KubernetesEndpointSource.Surroundings(
                control,
                variable -> null,
                new Location("node-0", "zone-a"),
                location -> {},
                new FairleadListener() {},
                new KubernetesEndpointSource.Times(times, Clock.systemUTC())));
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "own-source-control");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Subscription watch(ServiceKey service, Consumer<Resolution> observer) {
    return source.watch(service, observer);
  }

  /** Runs what is queued, then ends. */
  @Override
  public void close() {
    source.close();
    control.shutdown();
  }
}
