package dev.fairlead.benchmarks;

import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.spi.BalancingPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * How do the policies fare when one of several servers is in trouble? Real servers in a process of
 * their own, called by OkHttp over loopback in a closed loop: each of the threads makes its next
 * call when the last one has ended. For each trouble, all policies by turns, each with a Fairlead
 * of its own that keeps what it learnt from round to round; without ejection of those that fail,
 * and with it.
 */
public final class RealServers {
  private static final String EJECTION = " +ejection";
  private static final int SERVERS = 6;
  private static final int THREADS = 8;
  private static final long WARM_UP_MILLIS = 3_000;
  private static final long ROUND_MILLIS = 5_000;

  private final int port;
  private final int rounds;
  private final Process pods;
  private final BufferedReader answers;

  private RealServers(Process pods, int rounds) throws IOException {
    this.pods = pods;
    this.rounds = rounds;
    this.answers = pods.inputReader(StandardCharsets.US_ASCII);
    this.port = Integer.parseInt(answers.readLine());
  }

  /**
   * @param args how many rounds of each (3 if absent)
   */
  public static void main(String[] args) throws Exception {
    Process pods = ChildJvm.start(TroubledPods.class, "" + SERVERS);
    try {
      RealServers servers = new RealServers(pods, args.length > 0 ? Integer.parseInt(args[0]) : 3);
      System.out.printf(
          "%d servers of 8 workers, 2 ms in the mean; %d threads, %d rounds of %d s by turns; %s%n",
          SERVERS, THREADS, servers.rounds, ROUND_MILLIS / 1000, Machine.words());
      System.out.println(CallerResult.legend());
      for (Trouble trouble : Trouble.values()) {
        servers.compare(trouble);
      }
    } finally {
      pods.destroy();
      pods.waitFor();
    }
  }

  private static Map<String, BalancingPolicy> policies() {
    Map<String, BalancingPolicy> policies = new LinkedHashMap<>();
    policies.put("p2c", BalancingPolicy.p2c());
    policies.put("least_request", BalancingPolicy.leastRequest());
    policies.put("round_robin", BalancingPolicy.roundRobin());
    policies.put("random", BalancingPolicy.random());
    return policies;
  }

  private ClosedLoop loop(String name, BalancingPolicy policy, OutlierPolicy outliers) {
    return new ClosedLoop(name, policy, outliers, SERVERS, port);
  }

  private void compare(Trouble trouble)
      throws IOException, InterruptedException, ExecutionException {
    List<ClosedLoop> loops = new ArrayList<>();
    try {
      policies().forEach((name, policy) -> loops.add(loop(name, policy, OutlierPolicy.OFF)));
      policies()
          .forEach(
              (name, policy) -> loops.add(loop(name + EJECTION, policy, OutlierPolicy.DEFAULT)));
      tell(Trouble.NONE);
      for (ClosedLoop loop : loops) {
        loop.round(THREADS, WARM_UP_MILLIS);
        loop.forget();
      }
      tell(trouble);
      List<ClosedLoop> order = new ArrayList<>(loops);
      for (int round = 0; round < rounds; round++) {
        for (ClosedLoop loop : order) {
          loop.round(THREADS, ROUND_MILLIS);
        }
        Collections.rotate(order, 1);
      }
    } finally {
      loops.forEach(ClosedLoop::close);
    }
    System.out.printf("%n%s%n", trouble.words());
    loops.forEach(loop -> System.out.println(loop.result()));
  }

  private void tell(Trouble trouble) throws IOException {
    pods.outputWriter(StandardCharsets.US_ASCII).append(trouble.name()).append('\n').flush();
    String answer = answers.readLine();
    if (!trouble.name().equals(answer)) {
      throw new IOException("The servers said " + answer);
    }
  }
}
