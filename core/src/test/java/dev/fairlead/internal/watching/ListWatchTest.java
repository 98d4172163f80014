package dev.fairlead.internal.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.fakes.FakeTransport;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is asked of an API server, and what is told, as long as it answers. */
class ListWatchTest extends ListWatchFixture {

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

    assertThat(told).containsExactly("restarting", "list a,b at 50");
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
  void aServerThatPagesUnaskedIsReadToTheLastPage() {
    server.last().answer(200, "list a at 10 more t1");
    assertThat(query()).isEqualTo("?limit=500&continue=t1");
    server.last().answer(200, "list b at 10");

    assertThat(told).containsExactly("list a,b at 10");
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

    listWatch.start("");
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
}
