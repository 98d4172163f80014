package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.spi.BalancingPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A client of loopback pods with one policy; threads that call one after the other through it. */
final class ClosedLoop implements AutoCloseable {
  private static final Request REQUEST = new Request.Builder().url("http://orders.shop/").build();

  private final Fairlead fairlead;
  private final OkHttpClient client;
  private final LoadBalancer balancer;
  private final CallerResult result;

  ClosedLoop(String name, BalancingPolicy policy, OutlierPolicy outliers, int servers, int port) {
    FakeEndpointSource source = new FakeEndpointSource();
    source.tell(Slices.ORDERS, LoopbackPods.resolution(servers, port));
    fairlead =
        Fairlead.builder()
            .source(source)
            .ownNamespace("shop")
            .location(new Location("node-0", "zone-a"))
            .policy(policy)
            .outliers(outliers)
            .build();
    client = FairleadOkHttp.install(new OkHttpClient.Builder(), fairlead).build();
    balancer = fairlead.loadBalancer(Target.parse("orders.shop:80"));
    balancer.ready().toCompletableFuture().join();
    result = new CallerResult(name);
  }

  /** All threads call for so long; the figures are added to the result. */
  void round(int threads, long millis) throws InterruptedException, ExecutionException {
    long[] before = attempts();
    long begun = System.nanoTime();
    long end = begun + TimeUnit.MILLISECONDS.toNanos(millis);
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<CallTimes>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(callers.submit(() -> callUntil(end)));
      }
      CallTimes times = new CallTimes();
      for (Future<CallTimes> one : running) {
        times.add(one.get());
      }
      result.add(times, (System.nanoTime() - begun) / 1e9, share(before, attempts()));
    } finally {
      callers.shutdown();
    }
  }

  private CallTimes callUntil(long end) {
    CallTimes times = new CallTimes();
    long begun = System.nanoTime();
    while (begun < end) {
      boolean failed = fails();
      long now = System.nanoTime();
      times.add(now - begun, failed);
      begun = now;
    }
    return times;
  }

  private boolean fails() {
    try (Response response = client.newCall(REQUEST).execute()) {
      response.body().bytes();
      return !response.isSuccessful();
    } catch (IOException e) {
      return true;
    }
  }

  /** Of each server; those that could not connect are counted too. */
  private long[] attempts() {
    return balancer.report().endpoints().stream().mapToLong(ClosedLoop::attempts).toArray();
  }

  private static long attempts(EndpointReport endpoint) {
    return endpoint.outcomes().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What share of all attempts went to the first server. */
  private static double share(long[] before, long[] after) {
    long all = 0;
    for (int i = 0; i < after.length; i++) {
      all += after[i] - before[i];
    }
    return (after[0] - before[0]) / (double) all;
  }

  void forget() {
    result.forget();
  }

  CallerResult result() {
    return result;
  }

  @Override
  public void close() {
    fairlead.close();
    client.dispatcher().executorService().shutdown();
  }
}
