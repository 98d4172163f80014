package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs the classes inside of it, which are tests of users. */
class TestkitExtensionsTest {
  private static final List<FakeKubernetes> APIS = new ArrayList<>();
  private static final List<EchoPods> PODS = new ArrayList<>();

  @BeforeEach
  void forget() {
    APIS.clear();
    PODS.clear();
  }

  @Test
  void parametersAreFreshForEachTestAndClosedAfterIt() {
    assertAllSucceed(ByParameter.class, 3);
    assertThat(APIS).hasSize(6);
    assertThat(Set.copyOf(APIS)).as("a test and its @BeforeEach share one").hasSize(3);
    assertThat(Set.copyOf(PODS)).hasSize(3);
    assertAllClosed();
  }

  @Test
  void anInstanceFieldHoldsAFreshOneForEachTest() {
    assertAllSucceed(ByInstanceField.class, 2);
    assertThat(APIS).hasSize(2).doesNotHaveDuplicates();
    assertAllClosed();
  }

  @Test
  void aStaticFieldHoldsOneForTheClassAndTheClassesInIt() {
    assertAllSucceed(ByStaticField.class, 4);
    assertThat(APIS).hasSize(5);
    assertThat(Set.copyOf(APIS)).hasSize(1);
    assertAllClosed();
  }

  @Test
  void aClassCanRunAgain() {
    assertAllSucceed(ByStaticField.class, 4);
    assertAllSucceed(ByStaticField.class, 4);
    assertThat(Set.copyOf(APIS)).hasSize(2);
    assertAllClosed();
  }

  @Test
  void aFailedTestLeavesNothingOpen() {
    Events tests = run(Failing.class);
    tests.assertStatistics(statistics -> statistics.failed(1));
    assertThat(APIS).hasSize(1);
    assertAllClosed();
  }

  @Test
  void aParameterForAWholeClassIsRefusedWithTheWayOut() {
    Events containers =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(AtBeforeAll.class))
            .execute()
            .containerEvents();
    assertThat(containers.failed().list())
        .singleElement()
        .asString()
        .contains("FakeKubernetes is another one for each test")
        .contains("FakeKubernetesExtension in a static field");
  }

  @Test
  void outsideOfATestThereIsNone() {
    assertThatThrownBy(FakeKubernetesExtension.create()::kubernetes)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@RegisterExtension");
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  private static void assertAllSucceed(Class<?> tests, int count) {
    run(tests).assertStatistics(statistics -> statistics.succeeded(count).failed(0));
  }

  private static void assertAllClosed() {
    for (FakeKubernetes api : APIS) {
      assertThatThrownBy(
              () -> new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
    for (EchoPods pods : PODS) {
      assertThatThrownBy(() -> pods.add("late", "n", "z", 0))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static void used(FakeKubernetes kubernetes, EchoPods pods) {
    assertThat(ApiClient.of(kubernetes).ok("/version").path("major").asText()).isEqualTo("1");
    pods.add("p" + pods.all().size(), "worker-1", "zone-a", 0);
    APIS.add(kubernetes);
    PODS.add(pods);
  }

  @ExtendWith(FairleadTestkit.class)
  static class ByParameter {
    @BeforeEach
    void prepare(FakeKubernetes kubernetes, EchoPods pods) {
      assertThat(pods.all()).isEmpty();
      used(kubernetes, pods);
    }

    @Test
    void one(FakeKubernetes kubernetes, EchoPods pods) {
      used(kubernetes, pods);
    }

    @Test
    void another(EchoPods pods, FakeKubernetes kubernetes) {
      used(kubernetes, pods);
    }

    @Nested
    class Inner {
      @Test
      void too(FakeKubernetes kubernetes, EchoPods pods) {
        used(kubernetes, pods);
      }
    }
  }

  static class ByInstanceField {
    @RegisterExtension final FakeKubernetesExtension testkit = FakeKubernetesExtension.create();

    @Test
    void one() {
      used(testkit.kubernetes(), testkit.pods());
    }

    @Test
    void another(FakeKubernetes kubernetes, EchoPods pods) {
      assertThat(kubernetes).isSameAs(testkit.kubernetes());
      used(kubernetes, pods);
    }
  }

  static class ByStaticField {
    @RegisterExtension
    static final FakeKubernetesExtension TESTKIT =
        FakeKubernetesExtension.with(FakeKubernetes.builder().eventWindow(7));

    @BeforeAll
    static void prepare(FakeKubernetes kubernetes, EchoPods pods) {
      used(kubernetes, pods);
    }

    @Test
    void one() {
      used(TESTKIT.kubernetes(), TESTKIT.pods());
    }

    @Test
    void another(FakeKubernetes kubernetes, EchoPods pods) {
      used(kubernetes, pods);
    }

    @Nested
    class Inner {
      @Test
      void one(FakeKubernetes kubernetes, EchoPods pods) {
        used(kubernetes, pods);
      }

      @Test
      void another() {
        used(TESTKIT.kubernetes(), TESTKIT.pods());
      }
    }
  }

  @ExtendWith(FairleadTestkit.class)
  static class Failing {
    @Test
    void fails(FakeKubernetes kubernetes, EchoPods pods) {
      used(kubernetes, pods);
      throw new AssertionError("as it should");
    }
  }

  @ExtendWith(FairleadTestkit.class)
  static class AtBeforeAll {
    @BeforeAll
    static void tooEarly(FakeKubernetes kubernetes) {
      APIS.add(kubernetes);
    }

    @Test
    void never() {}
  }
}
