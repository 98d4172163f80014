package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.spi.BalancingPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
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

  /**
   * @param args how many rounds of each (10 if absent)
   */
  public static void main(String[] args) throws Exception {
    Process servers = ChildJvm.start(LoopbackPods.class, "" + MOST_SERVERS);
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
    System.out.println(Contest.legend());
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
    try (Fairlead p2c = fairlead(servers, BalancingPolicy.p2c());
        Fairlead roundRobin = fairlead(servers, BalancingPolicy.roundRobin())) {
      Supplier<Call> byHand = byHand(servers);
      Supplier<Call> byLoad = byName(p2c);
      Supplier<Call> inTurn = byName(roundRobin);
      new Contest(rounds, ROUND_MILLIS)
          .with("plain, by hand", () -> answered(byHand.get()))
          .with("Fairlead, p2c", () -> answered(byLoad.get()))
          .with("Fairlead, round robin", () -> answered(inTurn.get()))
          .run(threads, warmUp)
          .print(servers + " servers, " + threads + " threads");
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

  private static int answered(Call call) throws IOException {
    try (Response response = call.execute()) {
      if (response.code() != 200 || response.body().bytes().length == 0) {
        throw new IOException("Answered " + response);
      }
      return response.code();
    }
  }
}
