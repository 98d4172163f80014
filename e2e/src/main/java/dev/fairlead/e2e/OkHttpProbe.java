package dev.fairlead.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One OkHttp client in a pod, told by lines of text what to do, answering each with one line.
 *
 * <pre>
 * run THREADS CALLS URL     makes so many calls; the figures
 * load THREADS URL          begins to make calls without pause
 * stop                      ends that; the figures
 * figures                   those of the last calls, so far
 * failures                  of the last calls: each with what happened on the wire
 * slowest                   of the last calls: what happened on the wire
 * sockets                   ADDRESS=COUNT ..., the sockets open now by remote address
 * close                     closes the client, answers as sockets
 * </pre>
 */
public final class OkHttpProbe {
  private final LoadedClient client;
  private @Nullable OkHttpLoad last;

  private OkHttpProbe(LoadedClient client) {
    this.client = client;
  }

  /**
   * Reads commands from standard input until it ends.
   *
   * @param args {@code plain} or the name of a balancing policy of Fairlead; {@code http/1.1} or
   *     {@code h2c}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    OkHttpProbe probe = new OkHttpProbe(new LoadedClient(args[0], args[1]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(probe.answer(line.split(" ")));
    }
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
      case "close" -> close();
      default -> "unknown command " + words[0];
    };
  }

  private Tally tally() {
    return last == null ? new Tally() : last.tally();
  }

  private String run(int threads, long calls, String url) throws InterruptedException {
    OkHttpLoad load = new OkHttpLoad(client.client(), url, threads, calls);
    last = load;
    load.join();
    return load.tally().line();
  }

  private String load(int threads, String url) {
    last = new OkHttpLoad(client.client(), url, threads, Long.MAX_VALUE);
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

  private String close() throws IOException {
    client.close();
    return sockets();
  }
}
