package dev.fairlead.benchmarks;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PodRef;
import dev.fairlead.okhttp.SelectedEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Threads that call shop/orders one time after the other until they are stopped. A call is good
 * when the pod it was sent to has answered, by its name.
 */
final class SoakCalls {
  private static final int TOLD = 20;
  private static final Request ORDERS = new Request.Builder().url("http://orders.shop/").build();

  private final OkHttpClient client;
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder good = new LongAdder();
  private final LongAdder bad = new LongAdder();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  SoakCalls(OkHttpClient client, int threads) {
    this.client = client;
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(this::run, "soak-calls");
      this.threads.add(thread);
      thread.start();
    }
  }

  private void run() {
    while (!stopped) {
      Call call = client.newCall(ORDERS);
      try (Response response = call.execute()) {
        String answer = response.code() + " " + response.body().string();
        if (answer.equals("200 " + pod(call))) {
          good.increment();
        } else {
          failed(call, answer);
        }
      } catch (IOException | RuntimeException e) {
        failed(call, e.toString());
      }
    }
  }

  private static String pod(Call call) {
    SelectedEndpoint selected = SelectedEndpoint.of(call);
    Endpoint endpoint = selected == null ? null : selected.endpoint();
    PodRef pod = endpoint == null ? null : endpoint.pod();
    return pod == null ? "of no pod" : pod.name();
  }

  private void failed(Call call, String how) {
    bad.increment();
    if (failures.size() < TOLD) {
      failures.add(SelectedEndpoint.of(call) + ": " + how);
    }
  }

  long good() {
    return good.sum();
  }

  long bad() {
    return bad.sum();
  }

  /** The first ones. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
