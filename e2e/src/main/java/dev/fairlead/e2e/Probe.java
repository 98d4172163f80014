package dev.fairlead.e2e;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import dev.fairlead.spi.BalancingPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fairlead in a pod, told by lines of text what to do, answering each with one line. It is
 * configured as any application in a pod is: service account, environment, nothing else.
 *
 * <pre>
 * location                          NODE ZONE
 * selection TARGET                  ENDPOINT,ENDPOINT,... or REASON
 * connect HOST PORT TIMES MILLIS    ADDRESS=COUNT ... refused=N silent=N, by new connections
 * freshness TARGET                  LIVE, STALE(KIND), PENDING or PENDING(KIND), as it is now
 * told TARGET                       the same words, as they were told since the load began, or ever
 * load TARGET                       begins to send requests without pause
 * unload TARGET                     requests=N failures=N [first failure]
 * leaving TARGET ENDPOINT HOST PORT begins to look at an endpoint that is about to leave
 * gone                              after it left: MICROS of the raw watch, last pick, last connection
 * </pre>
 */
public final class Probe {
  /** So many time-outs say that somebody does not answer. */
  private static final int ENOUGH = 3;

  private final Heard heard = new Heard();
  private final Fairlead fairlead = Fairlead.builder().listener(heard).build();
  private final Map<String, Load> loads = new ConcurrentHashMap<>();

  private final Map<ServiceKey, RawWatch> watches = new ConcurrentHashMap<>();
  private @Nullable Fairlead inTurn;
  private @Nullable Departure departure;

  private Probe() {}

  /** Reads commands from standard input until it ends. */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    Probe probe = new Probe();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(probe.answer(line.split(" ")));
    }
    probe.fairlead.close();
    if (probe.inTurn != null) {
      probe.inTurn.close();
    }
  }

  private String answer(String[] words)
      throws IOException, GeneralSecurityException, InterruptedException {
    return switch (words[0]) {
      case "location" -> location();
      case "selection" -> selection(balancer(words[1]));
      case "freshness" -> Heard.word(balancer(words[1]).report().freshness());
      case "told" -> heard.told(Target.parse(words[1]));
      case "connect" -> connect(words);
      case "load" -> load(words[1]);
      case "unload" -> unload(words[1]);
      case "leaving" -> leaving(words);
      case "gone" -> departure == null ? "nothing is leaving" : departure.times();
      default -> "unknown command " + words[0];
    };
  }

  private LoadBalancer balancer(String target) {
    return fairlead.loadBalancer(Target.parse(target));
  }

  private String location() {
    Location location = fairlead.location();
    return location.node() + " " + location.zone();
  }

  /** In the order of text, so that two probes can be compared. */
  static String selection(LoadBalancer balancer) {
    if (balancer.selection() instanceof Selection.Eligible eligible) {
      return String.join(
          ",", eligible.endpoints().stream().map(Object::toString).sorted().toList());
    }
    return ((Selection.Empty) balancer.selection()).reason().name();
  }

  private static String connect(String[] words) {
    int times = Integer.parseInt(words[3]);
    Map<String, Integer> answers = new TreeMap<>();
    // After a few time-outs it is clear that somebody does not answer; the rest would only take
    // long.
    for (int i = 0; i < times && answers.getOrDefault(DataPath.SILENT, 0) < ENOUGH; i++) {
      String answer =
          DataPath.ask(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[4]));
      answers.merge(answer, 1, Integer::sum);
    }
    StringBuilder line = new StringBuilder();
    answers.forEach((who, count) -> line.append(who).append('=').append(count).append(' '));
    return line.toString().trim();
  }

  private String leaving(String[] words)
      throws IOException, GeneralSecurityException, InterruptedException {
    ServiceKey service = Target.parse(words[1]).service();
    RawWatch watch = watches.get(service);
    if (watch == null) {
      watch = new RawWatch(service);
      watches.put(service, watch);
    }
    LoadBalancer balancer = inTurn().loadBalancer(Target.parse(words[1]));
    departure = new Departure(watch, balancer, words[2], words[3], Integer.parseInt(words[4]));
    return "looking";
  }

  /**
   * Picks each endpoint as often as the others. One thread that does nothing with its picks follows
   * the noise of their latencies otherwise, and may leave an endpoint out for seconds.
   */
  private Fairlead inTurn() {
    if (inTurn == null) {
      inTurn = Fairlead.builder().policy(BalancingPolicy.roundRobin()).build();
    }
    return inTurn;
  }

  private String load(String target) {
    heard.forget(Target.parse(target));
    loads.computeIfAbsent(target, t -> new Load(balancer(t))).start();
    return "started";
  }

  private String unload(String target) throws InterruptedException {
    Load load = loads.remove(target);
    return load == null ? "no load" : load.stop();
  }
}
