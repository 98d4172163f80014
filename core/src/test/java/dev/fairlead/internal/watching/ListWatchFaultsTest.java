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
import org.junit.jupiter.api.Test;

/** What is asked and told when the API server refuses, stalls, or sends what it should not. */
class ListWatchFaultsTest extends ListWatchFixture {

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
    watching().bytes("UNDECODABLE c 11\nADDED d 12\n");

    assertThat(told).containsExactly("undecodable c", "ADDED d");
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
  void aSilentWatchIsGivenUpForOneListInCaseTheServerDoesNotKnowTheVersion() {
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
    assertThat(query()).isEqualTo("?resourceVersion=20&resourceVersionMatch=NotOlderThan");
  }

  @Test
  void anOlderStateThatComesLateIsPassedOver() {
    watching().bytes("ADDED a 15\nADDED b 14\nADDED a 15\nDELETED c 9\n");

    assertThat(told).containsExactly("ADDED a", "ADDED a", "DELETED c");
  }

  @Test
  void whoIsClosedWhileToldAListAsksForNothingMore() {
    Feed<String> closing =
        new Telling() {
          @Override
          public void listed(List<String> changes, Set<String> names, String version) {
            listWatch.close();
          }
        };
    listWatch = new ListWatch<>(PATH + "?", new WordDecoder(), closing, server.parts());
    listWatch.start("");
    int requests = server.requests.size();
    server.last().answer(200, "list a b at 10");
    server.pass(LONG);

    assertThat(server.requests).hasSize(requests);
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
  void listsOfManyWatchesAreSpreadOverTime() {
    RelistBudget budget = new RelistBudget(() -> 0L);
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 53; i++) {
      waits.add(budget.take());
    }

    assertThat(waits.subList(0, 50)).containsOnly(Duration.ZERO);
    assertThat(waits.subList(50, 53))
        .containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(600));
  }
}
