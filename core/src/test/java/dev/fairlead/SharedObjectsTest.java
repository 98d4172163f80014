package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.fakes.FakeEndpointSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedObjectsTest {
  private final List<String> closed = new ArrayList<>();
  private final Fairlead fairlead = Fairlead.builder().source(new FakeEndpointSource()).build();

  private class Connections implements AutoCloseable {
    @Override
    public void close() {
      closed.add("connections");
    }
  }

  private final class Others implements AutoCloseable {
    @Override
    public void close() {
      closed.add("others");
    }
  }

  private class Broken implements AutoCloseable {
    @Override
    public void close() throws IOException {
      closed.add("broken");
      throw new IOException("cannot be closed");
    }
  }

  private final class AlsoBroken extends Broken {}

  @AfterEach
  void close() {
    fairlead.close();
  }

  @Test
  void oneOfEachTypeIsMadeAndOnlyOnce() {
    List<Connections> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(fairlead.shared(Connections.class, Connections::new));
    }
    Others others = fairlead.shared(Others.class, Others::new);

    assertThat(new HashSet<>(made)).hasSize(1);
    assertThat(fairlead.shared(Others.class, Others::new)).isSameAs(others);
  }

  @Test
  void eachFairleadHasItsOwn() {
    try (Fairlead another = Fairlead.builder().source(new FakeEndpointSource()).build()) {
      assertThat(another.shared(Connections.class, Connections::new))
          .isNotSameAs(fairlead.shared(Connections.class, Connections::new));
    }

    assertThat(closed).containsExactly("connections");
  }

  @Test
  void manyThreadsGetTheSameOne() {
    Set<Connections> got = new HashSet<>();
    List<CompletableFuture<Connections>> askers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> fairlead.shared(Connections.class, Connections::new)))
            .toList();
    askers.forEach(asker -> got.add(asker.join()));

    assertThat(got).hasSize(1);
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgain() {
    assertThatThrownBy(
            () ->
                fairlead.shared(
                    Connections.class,
                    () -> {
                      throw new IllegalStateException("no port is free");
                    }))
        .hasMessage("no port is free");

    assertThat(fairlead.shared(Connections.class, Connections::new)).isNotNull();
  }

  @Test
  void theMakerOfOneMayAskForAnother() {
    List<Others> used = new ArrayList<>();
    Connections connections =
        fairlead.shared(
            Connections.class,
            () -> {
              used.add(fairlead.shared(Others.class, Others::new));
              return new Connections();
            });

    assertThat(fairlead.shared(Connections.class, Connections::new)).isSameAs(connections);
    assertThat(used).containsExactly(fairlead.shared(Others.class, Others::new));
  }

  @Test
  void allAreClosedOnceWithTheFairlead() {
    var connections = fairlead.shared(Connections.class, Connections::new);
    var others = fairlead.shared(Others.class, Others::new);
    assertThat(closed).isEmpty();

    fairlead.close();
    fairlead.close();

    assertThat(closed).containsExactlyInAnyOrder("connections", "others");
    assertThat(connections).isNotNull();
    assertThat(others).isNotNull();
  }

  @Test
  void oneThatCannotBeClosedStopsNoOther() {
    var broken = fairlead.shared(Broken.class, Broken::new);
    var connections = fairlead.shared(Connections.class, Connections::new);
    var alsoBroken = fairlead.shared(AlsoBroken.class, AlsoBroken::new);

    fairlead.close();

    assertThat(closed).containsExactlyInAnyOrder("broken", "connections", "broken");
    assertThat(List.of(broken, connections, alsoBroken)).hasSize(3);
  }

  @Test
  void afterTheCloseNothingIsGivenOutOrMade() {
    var known = fairlead.shared(Connections.class, Connections::new);
    fairlead.close();

    assertThat(known).isNotNull();
    assertThatThrownBy(() -> fairlead.shared(Connections.class, Connections::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "This Fairlead is closed; it keeps no dev.fairlead.SharedObjectsTest$Connections");
    assertThat(closed).containsExactly("connections");
  }

  /** Asks for another object on another thread while it closes, as a thread pool does that ends. */
  private final class Lingering implements AutoCloseable {
    @Override
    public void close() {
      CompletableFuture.supplyAsync(() -> fairlead.shared(Others.class, Others::new))
          .handle((others, refusal) -> closed.add(String.valueOf(refusal)))
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
    }
  }

  @Test
  void whatClosesMayWaitForAThreadThatAsksForMore() {
    var lingering = fairlead.shared(Lingering.class, Lingering::new);
    fairlead.close();

    assertThat(lingering).isNotNull();
    assertThat(closed).singleElement().asString().contains("This Fairlead is closed");
  }
}
