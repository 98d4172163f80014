package dev.fairlead.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.spi.BalancingPolicy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * How many requests a second does an OkHttpClient make with Fairlead, and what does each cost? Next
 * to a plain client that goes round the same servers by their addresses, with a pool that is large
 * enough: over loopback, with small answers, for 1, 10 and 100 servers and 1 and 8 threads.
 *
 * <p>The servers are one thread of another process, which has a core of its own only on a machine
 * with cores to spare. Rounds go by turns in one JVM; processor time is that of this process.
 */
public final class OkHttpThroughput {
  private static final int MOST_SERVERS = 100;
  private static final long FIRST_WARM_UP_MILLIS = 15_000;
  private static final long WARM_UP_MILLIS = 3_000;
  private static final long ROUND_MILLIS = 1_000;

  private final int port;
  private final int rounds;

  private OkHttpThroughput(int port, int rounds) {
    this.port = port;
    this.rounds = rounds;
  }

  /** One of the clients that are compared, and what its rounds gave. */
  private record Entry(
      String words, Supplier<Call> calls, List<Double> perSecond, List<Double> micros) {
    Entry(String words, Supplier<Call> calls) {
      this(words, calls, new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * @param args how many rounds of each (10 if absent)
   */
  public static void main(String[] args) throws Exception {
    Process servers =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoopbackPods.class.getName(),
                "" + MOST_SERVERS)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String port = servers.inputReader(StandardCharsets.UTF_8).readLine();
      new OkHttpThroughput(Integer.parseInt(port), args.length > 0 ? Integer.parseInt(args[0]) : 10)
          .table();
    } finally {
      servers.destroy();
      servers.waitFor();
    }
  }

  private void table() throws InterruptedException, ExecutionException {
    System.out.printf(
        "Requests over loopback, %d rounds of %d ms of each by turns; %s%n",
        rounds, ROUND_MILLIS, Machine.words());
    System.out.println("1,000 requests a second; us of processor time each; median [least..most];");
    System.out.println("ratio: to the plain client's, round by round");
    long warmUp = FIRST_WARM_UP_MILLIS;
    for (int threads : List.of(1, 8)) {
      for (int servers : List.of(1, 10, MOST_SERVERS)) {
        compare(servers, threads, warmUp);
        warmUp = WARM_UP_MILLIS;
      }
    }
  }

  private void compare(int servers, int threads, long warmUp)
      throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try (Fairlead p2c = fairlead(servers, BalancingPolicy.p2c());
        Fairlead roundRobin = fairlead(servers, BalancingPolicy.roundRobin())) {
      List<Entry> entries =
          List.of(
              new Entry("plain, by hand", byHand(servers)),
              new Entry("Fairlead, p2c", byName(p2c)),
              new Entry("Fairlead, round robin", byName(roundRobin)));
      for (Entry entry : entries) {
        run(entry, callers, threads, warmUp);
        entry.perSecond.clear();
        entry.micros.clear();
      }
      List<Entry> order = new ArrayList<>(entries);
      for (int round = 0; round < rounds; round++) {
        for (Entry entry : order) {
          run(entry, callers, threads, ROUND_MILLIS);
        }
        Collections.rotate(order, 1);
      }
      print(entries, servers, threads);
    } finally {
      callers.shutdown();
    }
  }

  private Fairlead fairlead(int servers, BalancingPolicy policy) {
    FakeEndpointSource source = new FakeEndpointSource();
    source.tell(Slices.ORDERS, LoopbackPods.resolution(servers, port));
    return Fairlead.builder()
        .source(source)
        .ownNamespace("shop")
        .location(new Location("node-0", "zone-a"))
        .policy(policy)
        .build();
  }

  private static Supplier<Call> byName(Fairlead fairlead) {
    OkHttpClient client = FairleadOkHttp.install(new OkHttpClient.Builder(), fairlead).build();
    Request request = new Request.Builder().url("http://orders.shop/").build();
    return () -> client.newCall(request);
  }

  private Supplier<Call> byHand(int servers) {
    ConnectionPool pool = new ConnectionPool(10 * MOST_SERVERS, 5, TimeUnit.MINUTES);
    OkHttpClient client = new OkHttpClient.Builder().connectionPool(pool).build();
    List<Request> requests =
        IntStream.range(0, servers)
            .mapToObj(i -> "http://" + LoopbackPods.address(i) + ":" + port + "/")
            .map(url -> new Request.Builder().url(url).build())
            .toList();
    AtomicInteger next = new AtomicInteger();
    return () -> client.newCall(requests.get(Math.floorMod(next.getAndIncrement(), servers)));
  }

  private static void run(Entry entry, ExecutorService callers, int threads, long millis)
      throws InterruptedException, ExecutionException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long begun = System.nanoTime();
    long end = begun + TimeUnit.MILLISECONDS.toNanos(millis);
    List<Future<Integer>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counts.add(callers.submit(() -> callUntil(end, entry.calls)));
    }
    int count = 0;
    for (Future<Integer> one : counts) {
      count += one.get();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    entry.perSecond.add(count / seconds / 1e3);
    entry.micros.add((system.getProcessCpuTime() - processor) / 1e3 / count);
  }

  private static int callUntil(long end, Supplier<Call> calls) throws IOException {
    int count = 0;
    while (System.nanoTime() < end) {
      try (Response response = calls.get().execute()) {
        if (response.code() != 200 || response.body().bytes().length == 0) {
          throw new IOException("Answered " + response);
        }
      }
      count++;
    }
    return count;
  }

  private static void print(List<Entry> entries, int servers, int threads) {
    System.out.printf("%n%d servers, %d threads%n", servers, threads);
    Entry plain = entries.get(0);
    for (Entry entry : entries) {
      System.out.printf(
          "%-22s 1000/s %s  ratio %s%n",
          entry.words,
          Spread.of(entry.perSecond),
          Spread.of(ratios(entry.perSecond, plain.perSecond)));
      System.out.printf(
          "%-22s us     %s  ratio %s%n",
          "", Spread.of(entry.micros), Spread.of(ratios(entry.micros, plain.micros)));
    }
  }

  private static List<Double> ratios(List<Double> values, List<Double> base) {
    return IntStream.range(0, values.size()).mapToObj(i -> values.get(i) / base.get(i)).toList();
  }
}
