package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.spi.BalancingPolicy;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one pod in trouble gets of the calls of some threads that call one after the other. By
 * counts alone: a slow pod is one that answers after fifty answers of the others, however fast this
 * machine is.
 */
class TroubledPodIT {
  private static final String TROUBLED = "orders-0";
  private static final int PODS = 4;
  private static final int THREADS = 4;
  private static final int CALLS = 1_000;
  private static final int FAIR = CALLS / PODS;

  /** With p2c a pod in trouble got 19 of 250 at most, in 62 runs on a busy machine. */
  private static final int MUCH_LESS = FAIR / 2;

  @Test
  void aSlowPodGetsMuchLessThanItsShare() throws Exception {
    try (Pods pods = new Pods(settings -> settings.policy(BalancingPolicy.p2c()))) {
      assertThat(answersWithASlowPod(pods)).isLessThan(MUCH_LESS);
    }
  }

  /** So the test above says something of the policy. */
  @Test
  void byTurnsItGetsAllOfIt() throws Exception {
    try (Pods pods = new Pods()) {
      assertThat(answersWithASlowPod(pods)).isEqualTo(FAIR);
    }
  }

  /** A failure is an answer that comes as soon as any other. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aPodThatFailsEveryFewCallsGetsMuchLessThanItsShare(int every) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Pods pods = new Pods(settings -> settings.policy(BalancingPolicy.p2c()))) {
      pods.start(PODS);
      OkHttpClient client = connected(pods);
      pods.servers
          .get(0)
          .setDispatcher(
              Answers.to(
                  request ->
                      new MockResponse.Builder()
                          .code(calls.incrementAndGet() % every == 0 ? 503 : 200)
                          .body(TROUBLED)));

      assertThat(answers(client, new Patience()).getOrDefault(TROUBLED, 0)).isLessThan(MUCH_LESS);
    }
  }

  private static int answersWithASlowPod(Pods pods) throws Exception {
    pods.start(PODS);
    OkHttpClient client = connected(pods);
    Patience patience = new Patience();
    for (int i = 0; i < PODS; i++) {
      pods.servers.get(i).setDispatcher(patience.answers("orders-" + i));
    }
    return answers(client, patience).getOrDefault(TROUBLED, 0);
  }

  /** A client that has connections to all pods, and has seen what they do when all is well. */
  private static OkHttpClient connected(Pods pods) throws IOException {
    OkHttpClient client = pods.client().build();
    Map<String, Integer> answers = new HashMap<>();
    while (answers.size() < PODS || answers.values().stream().anyMatch(count -> count < 10)) {
      answers.merge(Calls.get(client, Pods.URL), 1, Integer::sum);
    }
    return client;
  }

  /** How many calls each pod answers, of those that all threads make together. */
  private static Map<String, Integer> answers(OkHttpClient client, Patience patience)
      throws Exception {
    Map<String, Integer> answers = new ConcurrentHashMap<>();
    AtomicInteger begun = new AtomicInteger();
    SpreadTest.inThreads(
        THREADS,
        () -> {
          while (begun.getAndIncrement() < CALLS) {
            answers.merge(Calls.get(client, Pods.URL), 1, Integer::sum);
          }
          patience.callerLeft();
        });
    assertThat(answers.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CALLS);
    return answers;
  }

  /** How the slow pod knows when to answer. */
  private static final class Patience {
    private static final int OTHERS = 50;

    private int callers = THREADS;
    private int waiting;
    private int others;

    Dispatcher answers(String pod) {
      return new Dispatcher() {
        @Override
        public MockResponse dispatch(mockwebserver3.RecordedRequest request)
            throws InterruptedException {
          if (pod.equals(TROUBLED)) {
            waitForOthers();
          } else {
            otherAnswers();
          }
          return new MockResponse.Builder().body(pod).build();
        }
      };
    }

    private synchronized void otherAnswers() {
      others++;
      notifyAll();
    }

    /** Not for those that nobody calls any more. */
    private synchronized void waitForOthers() throws InterruptedException {
      int enough = others + OTHERS;
      waiting++;
      while (others < enough && waiting < callers) {
        wait();
      }
      waiting--;
    }

    synchronized void callerLeft() {
      callers--;
      notifyAll();
    }
  }
}
