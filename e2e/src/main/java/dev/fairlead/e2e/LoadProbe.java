package dev.fairlead.e2e;

import dev.fairlead.Fairlead;
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
 * mark                      those that begin from now on are counted by themselves
 * figures                   those of the last calls, so far; since the mark, if there was one
 * former                    those of the calls that began before the mark
 * failures                  of the last calls: each with what happened on the wire
 * former-failures           the same of those that began before the mark
 * left-out                  what was told of endpoints that are left out, since the start
 * slowest                   of the last calls: what happened on the wire
 * sockets                   ADDRESS=COUNT ..., the sockets open now by remote address
 * renew                     ends the channel of a gRPC client; the next call makes another
 * close                     closes the client, answers as sockets
 * </pre>
 */
public final class LoadProbe {
  private static final String REST_CLIENT = "rest-client/";

  private final Caller client;
  private final @Nullable Fairlead fairlead;
  private final LeftOut leftOut;
  private @Nullable CallLoad last;

  private LoadProbe(Caller client, @Nullable Fairlead fairlead, LeftOut leftOut) {
    this.client = client;
    this.fairlead = fairlead;
    this.leftOut = leftOut;
  }

  /**
   * Reads commands from standard input until it ends.
   *
   * @param args {@code http/1.1}, {@code h2c}, {@code grpc}, or {@code rest-client/} and a library
   *     of {@link SpringCaller}; a {@link ClientSetup}; for {@code dns} a file of host names
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 2) {
      System.setProperty("jdk.net.hosts.file", args[2]); // before the first name is looked up
    }
    ClientSetup setup = ClientSetup.parse(args[1]);
    LeftOut leftOut = new LeftOut();
    boolean isSpring = args[0].startsWith(REST_CLIENT); // which opens a Fairlead itself
    Fairlead fairlead = isSpring ? null : setup.open(leftOut);
    Caller client = isSpring ? spring(args[0], setup) : client(args[0], fairlead, setup);
    LoadProbe probe = new LoadProbe(client, fairlead, leftOut);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(probe.answer(line.split(" ")));
    }
  }

  private static Caller spring(String client, ClientSetup setup) {
    return new SpringCaller(client.substring(REST_CLIENT.length()), setup.side());
  }

  private static Caller client(String client, @Nullable Fairlead fairlead, ClientSetup setup) {
    return client.equals("grpc")
        ? new GrpcCaller(fairlead, setup.side())
        : new OkHttpCaller(fairlead, client, setup);
  }

  private String answer(String[] words) throws IOException, InterruptedException {
    return switch (words[0]) {
      case "run" -> run(Integer.parseInt(words[1]), Long.parseLong(words[2]), words[3]);
      case "load" -> load(Integer.parseInt(words[1]), words[2]);
      case "stop" -> stop();
      case "mark" -> mark();
      case "figures" -> tally().line();
      case "former" -> former().line();
      case "failures" -> tally().failures();
      case "former-failures" -> former().failures();
      case "left-out" -> leftOut.told();
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

  private Tally former() {
    return last == null ? new Tally() : last.former();
  }

  private String mark() {
    if (last != null) {
      last.mark();
    }
    return "marked";
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
