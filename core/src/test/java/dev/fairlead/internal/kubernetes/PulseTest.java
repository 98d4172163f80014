package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.fakes.FakeTransport;
import dev.fairlead.internal.watching.WatchParts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that is open and dead. */
class PulseTest {
  private final FakeTransport server = new FakeTransport();
  private final WatchParts parts = server.parts();
  private final NamespaceWatch shop =
      new NamespaceWatch(
          "shop",
          parts,
          new Announcer("http://127.0.0.1:1", "shop", Clock.systemUTC(), new FairleadListener() {}),
          state -> {});
  private final Pulse pulse = new Pulse(parts, () -> List.of(shop));

  @BeforeEach
  void bothWatchesAreOpen() {
    shop.watch("orders", resolution -> {});
    for (int kind = 0; kind < 2; kind++) {
      server
          .requests
          .get(kind)
          .answer(200, "{\"metadata\":{\"resourceVersion\":\"10\"},\"items\":[]}");
    }
    server.requests.get(2).head(200);
    server.requests.get(3).head(200);
  }

  private long signsOfLife() {
    return server.requests.stream().filter(request -> request.path().equals("/version")).count();
  }

  private void pass(Duration time) {
    for (long seconds = 0; seconds < time.toSeconds(); seconds += 5) {
      server.pass(Duration.ofSeconds(5));
      pulse.check();
    }
  }

  @Test
  void aConnectionThatTellsSomethingIsNotAsked() {
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofSeconds(35));
      server
          .requests
          .get(2)
          .bytes(
              "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"11\"}}}\n");
      server
          .requests
          .get(3)
          .bytes(
              "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"11\"}}}\n");
    }

    assertThat(signsOfLife()).isZero();
    assertThat(server.requests).hasSize(4);
  }

  @Test
  void aQuietConnectionIsAskedOnceAndAnyAnswerWillDo() {
    pass(Duration.ofSeconds(45));
    assertThat(signsOfLife()).isEqualTo(1);
    server.last().head(403); // and then nothing more
    pass(Duration.ofSeconds(35));

    assertThat(signsOfLife()).isEqualTo(1);
    assertThat(server.renewals()).isZero();
  }

  @Test
  void withoutAnAnswerAllWatchesBeginAnewOnANewConnection() {
    pass(Duration.ofSeconds(45));
    server.last().fail(new IOException("timed out"));

    assertThat(server.renewals()).isEqualTo(1);
    assertThat(server.requests.get(2).isCancelled()).isTrue();
    assertThat(server.requests.get(3).isCancelled()).isTrue();
    server.pass(Duration.ofSeconds(1));
    assertThat(server.requests.subList(5, 7))
        .extracting(FakeTransport.Request::path)
        .allMatch(path -> path.contains("watch=true") && path.contains("resourceVersion=10"));
  }
}
