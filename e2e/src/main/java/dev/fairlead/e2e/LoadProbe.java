package dev.fairlead.e2e;

import dev.fairlead.Fairlead;
import dev.fairlead.spi.BalancingPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One client in a pod, told by lines of text what to do, answering each with one line.
 *
 * <pre>
 * run THREADS CALLS URL     makes so many calls; the figures
 * load THREADS URL          begins to make calls without pause
 * stop                      ends that; the figures
 * figures                   those of the last calls, so far
 * failures                  of the last calls: each with what happened on the wire
 * slowest                   of the last calls: what happened on the wire
 * sockets                   ADDRESS=COUNT ..., the sockets open now by remote address
 * renew                     ends the channel of a gRPC client; the next call makes another
 * close                     closes the client, answers as sockets
 * </pre>
 */
public final class LoadProbe {
  private final Caller client;
  private final @Nullable Fairlead fairlead;
  private @Nullable CallLoad last;

  private LoadProbe(Caller client, @Nullable Fairlead fairlead) {
    this.client = client;
    this.fairlead = fairlead;
  }

  /**
   * Reads commands from standard input until it ends.
   *
   * @param args {@code http/1.1}, {@code h2c} or {@code grpc}; {@code p2c} or {@code round_robin}
   *     for a client with Fairlead and that policy, {@code plain} for one as it is, {@code dns} for
   *     a gRPC client that goes round the addresses of a name; for that one a file of host names
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 2) {
      System.setProperty("jdk.net.hosts.file", args[2]); // before the first name is looked up
    }
    Fairlead fairlead = fairlead(args[1]);
    Caller client =
        args[0].equals("grpc")
            ? new GrpcCaller(fairlead, args[1])
            : new OkHttpCaller(fairlead, args[0]);
    LoadProbe probe = new LoadProbe(client, fairlead);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(probe.answer(line.split(" ")));
    }
  }

  private static @Nullable Fairlead fairlead(String side) {
    return switch (side) {
      case "p2c" -> Fairlead.builder().policy(BalancingPolicy.p2c()).build();
      case "round_robin" -> Fairlead.builder().policy(BalancingPolicy.roundRobin()).build();
      default -> null;
    };
  }

  private String answer(String[] words) throws IOException, InterruptedException {
    return switch (words[0]) {
      case "run" -> run(Integer.parseInt(words[1]), Long.parseLong(words[2]), words[3]);
      case "load" -> load(Integer.parseInt(words[1]), words[2]);
      case "stop" -> stop();
      case "figures" -> tally().line();
      case "failures" -> tally().failures();
      case "slowest" -> tally().slowest();
      case "sockets" -> sockets();
      case "renew" -> renew();
      case "close" -> close();
      default -> "unknown command " + words[0];
    };
  }

  private Tally tally() {
    return last == null ? new Tally() : last.tally();
  }

  private String run(int threads, long calls, String url) throws InterruptedException {
    CallLoad load = new CallLoad(client, url, threads, calls);
    last = load;
    load.join();
    return load.tally().line();
  }

  private String load(int threads, String url) {
    last = new CallLoad(client, url, threads, Long.MAX_VALUE);
    return "started";
  }

  private String stop() throws InterruptedException {
    if (last != null) {
      last.stop();
    }
    return tally().line();
  }

  private static String sockets() throws IOException {
    StringBuilder line = new StringBuilder();
    OpenSockets.byRemote()
        .forEach((address, count) -> line.append(address).append('=').append(count).append(' '));
    return line.toString().trim();
  }

  private String renew() {
    client.close();
    return "renewed";
  }

  private String close() throws IOException {
    client.close();
    if (fairlead != null) {
      fairlead.close();
    }
    return sockets();
  }
}
