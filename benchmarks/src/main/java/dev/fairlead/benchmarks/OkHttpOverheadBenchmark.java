package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.spi.BalancingPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a call of an OkHttpClient cost more when Fairlead is installed? Without a network, of
 * which there are two ways.
 *
 * <p>{@link Ending#INTERCEPTOR}: the next interceptor answers. Little else is measured, so small
 * differences are seen; but connections are not looked for, and most of the events of a call do not
 * happen. {@link Ending#SOCKET}: the sockets answer. Everything OkHttp does for a call is in it on
 * both sides: the pool of each endpoint, the addresses compared, the events.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 1)
public class OkHttpOverheadBenchmark {

  /** Where a call ends. */
  public enum Ending {
    INTERCEPTOR,
    SOCKET;

    private OkHttpClient.Builder begin() {
      OkHttpClient.Builder builder = new OkHttpClient.Builder();
      if (this == SOCKET) {
        InetAddress anywhere = InetAddress.getLoopbackAddress();
        // Without limits of time: the thread that watches over them would be measured.
        builder
            .socketFactory(new CannedSockets())
            .dns(host -> List.of(anywhere))
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO);
      }
      return builder;
    }

    /** To be called when all other interceptors are there. */
    private OkHttpClient end(OkHttpClient.Builder builder) {
      return this == SOCKET ? builder.build() : builder.addInterceptor(chain -> ANSWER).build();
    }
  }

  private static final Request SERVICE = new Request.Builder().url("http://orders.shop/").build();
  private static final Request FOREIGN = new Request.Builder().url("http://example.com/").build();

  private static final Response ANSWER =
      answer().networkResponse(answer().build()).body(ResponseBody.EMPTY).build();

  private static Response.Builder answer() {
    return new Response.Builder()
        .request(SERVICE)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK");
  }

  /** Clients without Fairlead. */
  @State(Scope.Benchmark)
  public static class Without {
    @Param public Ending ending;

    private OkHttpClient plain;
    private OkHttpClient passing;

    @Setup
    public void prepare() {
      plain = ending.end(ending.begin());
      passing = ending.end(ending.begin().addInterceptor(chain -> chain.proceed(chain.request())));
    }
  }

  /** A client without Fairlead that goes round addresses, as the pick would, by hand. */
  @State(Scope.Thread)
  public static class ByHand {
    @Param public Ending ending;

    @Param({"1", "100"})
    public int endpoints;

    private OkHttpClient client;
    private Request[] requests;
    private int next;

    @Setup
    public void prepare() {
      ConnectionPool pool = new ConnectionPool(endpoints, 5, TimeUnit.MINUTES);
      client = ending.end(ending.begin().connectionPool(pool));
      requests = new Request[endpoints];
      for (int i = 0; i < endpoints; i++) {
        String url = "http://orders-" + i + ".shop/";
        requests[i] = new Request.Builder().url(url).build();
      }
    }

    private Request next() {
      next = next + 1 == endpoints ? 0 : next + 1;
      return requests[next];
    }
  }

  /** A client with Fairlead, which knows shop/orders. */
  @State(Scope.Benchmark)
  public static class With {
    @Param public Ending ending;

    @Param({"p2c", "round_robin"})
    public String policy;

    @Param({"1", "100"})
    public int endpoints;

    private Fairlead fairlead;
    private OkHttpClient client;

    @Setup
    public void prepare() {
      FakeEndpointSource source = new FakeEndpointSource();
      source.tell(
          Slices.ORDERS,
          new Resolution.Found(
              new ServiceSnapshot(Slices.service(TrafficPolicy.CLUSTER), Slices.many(endpoints))));
      fairlead =
          Fairlead.builder()
              .source(source)
              .ownNamespace("shop")
              .location(new Location("node-0", "zone-a"))
              .policy(policy.equals("p2c") ? BalancingPolicy.p2c() : BalancingPolicy.roundRobin())
              .build();
      client = ending.end(FairleadOkHttp.install(ending.begin(), fairlead));
    }

    @TearDown
    public void close() {
      fairlead.close();
    }
  }

  /** A client with Fairlead, for hosts that are no Services. */
  @State(Scope.Benchmark)
  public static class WithForForeign {
    @Param public Ending ending;

    private final With with = new With();

    @Setup
    public void prepare() {
      with.ending = ending;
      with.policy = "p2c";
      with.endpoints = 1;
      with.prepare();
    }

    @TearDown
    public void close() {
      with.close();
    }
  }

  /** To one host. What all others are compared with. */
  @Benchmark
  public byte[] plain(Without without) throws IOException {
    return call(without.plain, SERVICE);
  }

  /** To as many hosts as there are endpoints: what it costs OkHttp to have them all in use. */
  @Benchmark
  public byte[] byHand(ByHand byHand) throws IOException {
    return call(byHand.client, byHand.next());
  }

  /** Through an interceptor that does nothing. */
  @Benchmark
  public byte[] passedThrough(Without without) throws IOException {
    return call(without.passing, SERVICE);
  }

  /** To an endpoint. */
  @Benchmark
  public byte[] service(With with) throws IOException {
    return call(with.client, SERVICE);
  }

  /** To a host that is no Service. */
  @Benchmark
  public byte[] foreign(WithForForeign foreign) throws IOException {
    return call(foreign.with.client, FOREIGN);
  }

  private static byte[] call(OkHttpClient client, Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.body().bytes();
    }
  }
}
