package dev.fairlead.benchmarks;

import dev.fairlead.internal.discovery.NamespaceState;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one event of a watch cost, from the bytes to objects? One changed slice as the API
 * server sends it, in buffers of at most 16 KiB as a TLS connection delivers them. With {@code
 * -prof gc} the bytes allocated for each event, which are the same on every machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  private static final int BUFFER = 16 * 1024;

  @Param({"1", "100"})
  public int endpoints;

  private final KubernetesSerialization fabric8 = new KubernetesSerialization();
  private final OpenWatch fairlead = new OpenWatch();
  private final StringBuffer line = new StringBuffer();
  private final List<ByteBuffer> buffers = new ArrayList<>();
  private byte[] object = {};
  private String message = "";

  @Setup
  public void prepare() {
    String slice = SliceJson.slice(0, endpoints);
    object = slice.getBytes(StandardCharsets.UTF_8);
    message = "{\"type\":\"MODIFIED\",\"object\":" + slice + "}";
    ByteBuffer whole = StandardCharsets.UTF_8.encode(message + "\n").asReadOnlyBuffer();
    for (int from = 0; from < whole.limit(); from += BUFFER) {
      buffers.add(whole.slice(from, Math.min(BUFFER, whole.limit() - from)));
    }
  }

  private List<ByteBuffer> received() {
    buffers.forEach(ByteBuffer::rewind);
    return buffers;
  }

  /** Fairlead's watch, from the buffers to the change of its store. */
  @Benchmark
  public Consumer<NamespaceState> fairleadWatch() {
    return fairlead.feed(received());
  }

  /**
   * fabric8's watch over HTTP, from the buffers to the event: the same steps as its
   * WatchHTTPManager and AbstractWatchManager take in 7.8.0, without the change of threads.
   */
  @Benchmark
  public WatchEvent fabric8HttpWatch() {
    WatchEvent event = null;
    for (ByteBuffer buffer : received()) {
      for (char c : StandardCharsets.UTF_8.decode(buffer).array()) {
        if (c == '\n') {
          event = fabric8.unmarshal(line.toString(), WatchEvent.class);
          line.setLength(0);
        } else {
          line.append(c);
        }
      }
    }
    return event;
  }

  /** The part that all watches of fabric8 share: from the text of a message to the event. */
  @Benchmark
  public WatchEvent fabric8Message() {
    return fabric8.unmarshal(message, WatchEvent.class);
  }

  /** fabric8's model without its watch: from the bytes of the slice alone, the type given. */
  @Benchmark
  public EndpointSlice fabric8Typed() {
    return fabric8.unmarshal(new ByteArrayInputStream(object), EndpointSlice.class);
  }
}
