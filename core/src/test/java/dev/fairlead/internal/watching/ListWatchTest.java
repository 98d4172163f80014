package dev.fairlead.internal.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.fakes.FakeTransport;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of an API server, and what is told, fault by fault. */
class ListWatchTest {
  private static final String PATH = "/api/v1/namespaces/shop/things";
  private static final Duration LONG = Duration.ofSeconds(40);

  private final FakeTransport server = new FakeTransport();
  private final List<String> told = new ArrayList<>();
  private final ListWatch<String> listWatch =
      new ListWatch<>(PATH, new WordDecoder(), new Telling(), server.parts());

  private final class Telling implements Feed<String> {
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
    public void undecodable(List<String> why) {
      told.add("undecodable " + why);
    }
  }

  @BeforeEach
  void begin() {
    listWatch.start();
  }

  private FakeTransport.Request watching() {
    server.last().answer(200, "list a b at 10");
    FakeTransport.Request watch = server.last().head(200);
    told.clear();
    return watch;
  }

  private void passToNextTask() {
    server.pass(Objects.requireNonNull(server.nextTask()));
  }

  private String query() {
    return server.last().path().substring(PATH.length());
  }

  private static String withoutLength(String query) {
    return query.replaceAll("timeoutSeconds=\\d+", "timeoutSeconds=N");
  }

  private List<String> queriesAfter(int count) {
    return server.requests.stream()
        .skip(count)
        .map(request -> withoutLength(request.path().substring(PATH.length())))
        .toList();
  }

  @Test
  void itListsFromTheCacheAndWatchesFromThere() {
    assertThat(query()).isEqualTo("?resourceVersion=0");
    server.last().answer(200, "list a b at 10");
    assertThat(withoutLength(query()))
        .isEqualTo("?watch=true&allowWatchBookmarks=true&resourceVersion=10&timeoutSeconds=N");
    server.last().head(200).bytes("ADDED c 11\n").bytes("DELE").bytes("TED a 12\n");

    assertThat(told).containsExactly("list a,b at 10", "following", "ADDED c", "DELETED a");
  }

  @Test
  void theServerEndsAWatchAfterATimeDrawnForEachClient() {
    server.last().answer(200, "list a at 10");
    int seconds = Integer.parseInt(query().replaceAll(".*timeoutSeconds=", ""));

    assertThat(seconds).isBetween(300, 600);
  }

  @Test
  void aWatchThatEndsIsResumedAtTheLastVersionWithoutAList() {
    watching().bytes("MODIFIED a 15\nBOOKMARK 99\n").end();
    int before = server.requests.size();
    server.pass(LONG);

    assertThat(queriesAfter(before))
        .containsExactly(
            "?watch=true&allowWatchBookmarks=true&resourceVersion=99&timeoutSeconds=N");
    assertThat(told).containsExactly("MODIFIED a");
  }

  @Test
  void aConnectionThatIsLostIsTroubleUntilTheWatchIsOpenAgain() {
    watching().fail(new EOFException());
    assertThat(told).containsExactly("trouble watch 0");
    server.pass(LONG);
    server.last().head(200);

    assertThat(told).containsExactly("trouble watch 0", "following");
    assertThat(query()).contains("resourceVersion=10");
  }

  @Test
  void goneCostsExactlyOneListNoOlderThanWhatIsKnown() {
    FakeTransport.Request watch = watching();
    watch.bytes("BOOKMARK 20\nERROR 410\n");
    watch.end();
    int before = server.requests.size();
    server.pass(LONG);
    server.last().answer(200, "list a at 30");
    server.last().head(200);
    server.pass(LONG);

    assertThat(watch.isCancelled()).isTrue();
    assertThat(told).containsExactly("restarting", "list a at 30", "following");
    assertThat(queriesAfter(before))
        .containsExactly(
            "?resourceVersion=20&resourceVersionMatch=NotOlderThan",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=30&timeoutSeconds=N");
  }

  @Test
  void goneAsAnAnswerIsTheSame() {
    server.last().answer(200, "list a at 10");
    told.clear();
    server.last().answer(410, "too old");
    server.pass(LONG);

    assertThat(query()).isEqualTo("?resourceVersion=10&resourceVersionMatch=NotOlderThan");
    assertThat(told).containsExactly("restarting");
  }

  @Test
  void aListOfAnExpiredVersionIsAskedForAnewInPages() {
    watching().bytes("ERROR 410\n");
    server.pass(LONG);
    server.last().answer(410, "expired");
    server.pass(LONG);
    assertThat(query()).isEqualTo("?limit=500");

    server.last().answer(200, "list a at 50 more t1");
    assertThat(query()).isEqualTo("?limit=500&continue=t1");
    server.last().answer(200, "list b at 50");

    assertThat(told).containsExactly("restarting", "trouble list 410", "list a,b at 50");
  }

  @Test
  void anExpiredContinueTokenBeginsTheListAgain() {
    watching().bytes("ERROR 410\n");
    server.pass(LONG);
    server.last().answer(410, "expired");
    server.pass(LONG);
    server.last().answer(200, "list a at 50 more t1");
    server.last().answer(410, "the continue token expired");
    server.pass(LONG);
    assertThat(query()).isEqualTo("?limit=500");
    told.clear();
    server.last().answer(200, "list x y at 60");

    assertThat(told).as("nothing of the first page").containsExactly("list x,y at 60");
  }

  @Test
  void aServerThatWentBackInTimeIsListedAnew() {
    watching().bytes("ERROR 504 Too large resource version: 10, current: 3\n");
    server.pass(LONG);
    assertThat(query()).isEqualTo("?limit=500");
    server.last().answer(200, "list z at 3");

    assertThat(withoutLength(query()))
        .isEqualTo("?watch=true&allowWatchBookmarks=true&resourceVersion=3&timeoutSeconds=N");
    assertThat(told).containsExactly("restarting", "list z at 3");
  }

  @Test
  void aRelistOfTheFutureIsAskedForAnewToo() {
    watching().bytes("ERROR 410\n");
    server.pass(LONG);
    server.last().answer(504, "Too large resource version");
    server.pass(LONG);

    assertThat(query()).isEqualTo("?limit=500");
  }

  @Test
  void nothingIsToldOfAListThatIsCutOff() {
    server.last().head(200).bytes("list a").fail(new EOFException());
    assertThat(told).containsExactly("trouble list 0");
    server.pass(LONG);
    server.last().head(200).bytes("list a").end();
    assertThat(told).containsExactly("trouble list 0", "trouble list 200");
    server.pass(LONG);
    server.last().answer(200, "list a at 10");

    assertThat(told).containsExactly("trouble list 0", "trouble list 200", "list a at 10");
  }

  @Test
  void whatTheDecoderThrowsEndsNothing() {
    server.last().answer(200, "THROW");
    assertThat(told).containsExactly("trouble list 200");
    server.pass(LONG);
    watching().bytes("THROW a 1\n");
    assertThat(told).containsExactly("trouble watch 200");
    server.pass(LONG);
    server.pass(LONG);
    server.last().answer(200, "list a at 20");

    assertThat(told).endsWith("list a at 20");
  }

  @Test
  void aServerThatPagesUnaskedIsReadToTheLastPage() {
    server.last().answer(200, "list a at 10 more t1");
    assertThat(query()).isEqualTo("?limit=500&continue=t1");
    server.last().answer(200, "list b at 10");

    assertThat(told).containsExactly("list a,b at 10");
  }

  @Test
  void anEventThatIsCutOffIsNotTold() {
    watching().bytes("ADDED c").fail(new EOFException());

    assertThat(told).containsExactly("trouble watch 0");
  }

  @Test
  void aRefusalIsTriedAgainForEver() {
    for (int i = 0; i < 100; i++) {
      server.last().answer(403, "no");
      server.pass(LONG);
    }

    assertThat(server.requests).hasSize(101);
    assertThat(told).hasSize(100).containsOnly("trouble list 403");
  }

  @Test
  void aWatchThatIsRefusedIsTriedAgainWithoutAList() {
    FakeTransport.Request watch = watching();
    watch.end();
    server.pass(LONG);
    server.last().answer(401, "no");
    int before = server.requests.size();
    server.pass(LONG);
    server.last().head(200);

    assertThat(told).containsExactly("trouble watch 401", "following");
    assertThat(queriesAfter(before)).hasSize(1).allMatch(query -> query.contains("watch=true"));
  }

  @Test
  void whatTheServerAsksForIsWaited() {
    server.last().head(429, Duration.ofSeconds(7)).bytes("later").end();
    server.pass(Duration.ofMillis(6_999));
    assertThat(server.requests).hasSize(1);

    server.pass(Duration.ofSeconds(1));
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void thePausesGrowToTheirLimitAndBeginAnewWhenAllIsWell() {
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 60; i++) {
      server.last().fail(new IOException("refused"));
      Duration pause = Objects.requireNonNull(server.nextTask());
      longest = pause.compareTo(longest) > 0 ? pause : longest;
      server.pass(LONG);
    }
    assertThat(longest).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));

    watching().bytes("ADDED c 11\n").fail(new EOFException());
    assertThat(server.nextTask()).isLessThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aServerThatEndsEachWatchAtOnceIsTroubleAndAskedLessAndLess() {
    watching().end();
    for (int i = 0; i < 30; i++) {
      passToNextTask();
      if (query().startsWith("?limit")) {
        server.last().answer(200, "list a b at 10");
      }
      server.last().head(200).end();
    }
    int before = server.requests.size();
    server.pass(Duration.ofSeconds(1));

    assertThat(server.requests.size() - before).isLessThanOrEqualTo(1);
    assertThat(server.requests).filteredOn(r -> r.path().contains("?limit=500")).hasSize(1);
    assertThat(told)
        .filteredOn(one -> !one.startsWith("trouble watch 0"))
        .containsExactly("following", "following", "restarting", "list a,b at 10");

    passToNextTask();
    server.last().head(200).bytes("ADDED c 11\n");
    assertThat(told).endsWith("following", "ADDED c");
  }

  @Test
  void aWatchThatLastsEndsThatTroubleThoughItTellsNothing() {
    watching().end();
    for (int i = 0; i < 5; i++) {
      passToNextTask();
      if (query().startsWith("?limit")) {
        server.last().answer(200, "list a b at 10");
      }
      server.last().head(200).end();
    }
    passToNextTask();
    server.last().head(200);
    told.clear();
    server.pass(Duration.ofSeconds(3));
    listWatch.check();

    assertThat(told).containsExactly("following");
  }

  @Test
  void oneUndecodableEventIsSkippedAndTheNextIsTold() {
    watching().bytes("UNDECODABLE c\nADDED d 12\n");

    assertThat(told).containsExactly("undecodable [c]", "ADDED d");
  }

  @Test
  void whatIsNoEventEndsTheStreamAndCostsOneList() {
    FakeTransport.Request watch = watching();
    watch.bytes("BROKEN\nADDED d 12\n");
    assertThat(told).containsExactly("trouble watch 200");
    assertThat(watch.isCancelled()).isTrue();
    server.pass(LONG);
    server.pass(LONG);

    assertThat(query()).isEqualTo("?resourceVersion=10&resourceVersionMatch=NotOlderThan");
  }

  @Test
  void aSilentWatchIsGivenUpAndResumed() {
    FakeTransport.Request watch = watching();
    server.pass(Duration.ofSeconds(80));
    watch.bytes("BOOKMARK 20\n");
    server.pass(Duration.ofSeconds(89));
    listWatch.check();
    assertThat(told).isEmpty();

    server.pass(Duration.ofSeconds(2));
    listWatch.check();
    assertThat(told).containsExactly("trouble watch 0");
    assertThat(watch.isCancelled()).isTrue();
    assertThat(server.renewals()).as("the others may be well").isZero();
    server.pass(LONG);
    assertThat(query()).contains("watch=true").contains("resourceVersion=20");
  }

  @Test
  void aListThatStallsIsGivenUpToo() {
    server.last().head(200).bytes("list a");
    server.pass(Duration.ofSeconds(31));
    listWatch.check();
    assertThat(told).containsExactly("trouble list 0");
    server.requests.get(0).bytes(" at 10").end();
    assertThat(told).as("too late").containsExactly("trouble list 0");
  }

  @Test
  void aDeadConnectionBeginsAnewWhatWaitsForSomething() {
    FakeTransport.Request watch = watching();
    listWatch.reconnect();
    assertThat(watch.isCancelled()).isTrue();
    listWatch.reconnect();

    assertThat(told).as("the second finds nothing under way").containsExactly("trouble watch 0");
  }

  @Test
  void whatComesFromAnOlderRequestIsIgnored() {
    FakeTransport.Request old = watching();
    listWatch.reconnect();
    server.pass(LONG);
    server.last().head(200);
    told.clear();
    old.bytes("ADDED z 99\n");
    old.fail(new IOException("cancelled"));

    assertThat(told).isEmpty();
  }

  @Test
  void afterTheEndNothingIsAskedInAnyState() {
    server.last().answer(503, "down");
    listWatch.close();
    server.pass(LONG);
    assertThat(server.requests).hasSize(1);

    listWatch.start();
    FakeTransport.Request watch = watching();
    listWatch.close();
    int before = server.requests.size();
    watch.fail(new IOException("cancelled"));
    listWatch.check();
    listWatch.reconnect();
    server.pass(LONG);

    assertThat(watch.isCancelled()).isTrue();
    assertThat(server.requests).hasSize(before);
    assertThat(told).isEmpty();
  }

  @Test
  void listsOfManyWatchesAreSpreadOverTime() {
    RelistBudget budget = new RelistBudget(() -> 0L);
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      waits.add(budget.take());
    }

    assertThat(waits.subList(0, 10)).containsOnly(Duration.ZERO);
    assertThat(waits.subList(10, 13))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
  }
}
