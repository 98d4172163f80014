package dev.fairlead.internal.watching;

import dev.fairlead.fakes.FakeTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A list-watch on a scripted transport, and what it told. */
abstract class ListWatchFixture {
  static final String PATH = "/api/v1/namespaces/shop/things";
  static final Duration LONG = Duration.ofSeconds(40);

  final FakeTransport server = new FakeTransport();
  final List<String> told = new ArrayList<>();
  ListWatch<String> listWatch =
      new ListWatch<>(PATH + "?", new WordDecoder(), new Telling(), server.parts());

  class Telling implements Feed<String> {
    @Override
    public void listed(List<String> changes, Set<String> names, String version) {
      told.add("list " + String.join(",", changes) + " at " + version);
    }

    @Override
    public void changed(String change) {
      told.add(change);
    }

    @Override
    public void following() {
      told.add("following");
    }

    @Override
    public void troubled(Failure failure) {
      told.add("trouble " + failure.verb() + " " + failure.status());
    }

    @Override
    public void restarting() {
      told.add("restarting");
    }

    @Override
    public void undecodable(Decoder.Unread unread) {
      told.add("undecodable " + unread.name());
    }
  }

  @BeforeEach
  void begin() {
    listWatch.start("");
  }

  final FakeTransport.Request watching() {
    server.last().answer(200, "list a b at 10");
    FakeTransport.Request watch = server.last().head(200);
    told.clear();
    return watch;
  }

  final void passToNextTask() {
    server.pass(Objects.requireNonNull(server.nextTask()));
  }

  final String query() {
    return server.last().path().substring(PATH.length());
  }

  static String withoutLength(String query) {
    return query.replaceAll("timeoutSeconds=\\d+", "timeoutSeconds=N");
  }

  final List<String> queriesAfter(int count) {
    return server.requests.stream()
        .skip(count)
        .map(request -> withoutLength(request.path().substring(PATH.length())))
        .toList();
  }
}
