package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Fairlead;
import dev.fairlead.fakes.FakeEndpointSource;
import io.grpc.ManagedChannel;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ConfigOrError;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Fairlead of channels that were given none. */
class ProcessFairleadTest {
  private final List<Fairlead> made = new ArrayList<>();

  /** What is to be done some minutes later. */
  private final Queue<Runnable> later = new ArrayDeque<>();

  private final ProcessFairlead process = new ProcessFairlead(this::make, later::add);

  private Fairlead make() {
    Fairlead fairlead = Fairlead.builder().source(new FakeEndpointSource()).build();
    made.add(fairlead);
    return fairlead;
  }

  private void minutesPass() {
    for (Runnable next = later.poll(); next != null; next = later.poll()) {
      next.run();
    }
  }

  private static void assertOpen(Fairlead fairlead) {
    assertThatCode(() -> fairlead.loadBalancer(GrpcPods.ORDERS)).doesNotThrowAnyException();
  }

  private static void assertClosed(Fairlead fairlead) {
    assertThatThrownBy(() -> fairlead.loadBalancer(GrpcPods.ORDERS))
        .isInstanceOf(IllegalStateException.class);
  }

  @AfterEach
  void close() {
    made.forEach(Fairlead::close);
  }

  @Test
  void isOpenedByTheFirstAndSharedByAll() {
    assertThat(made).isEmpty();
    Fairlead first = process.acquire();

    assertThat(process.acquire()).isSameAs(first);
    assertThat(made).containsExactly(first);
  }

  @Test
  void isClosedSomeMinutesAfterTheLastHasGone() {
    Fairlead fairlead = process.acquire();
    process.acquire();
    process.release();
    minutesPass();
    assertOpen(fairlead);
    process.release();
    assertOpen(fairlead);
    minutesPass();
    assertClosed(fairlead);
  }

  @Test
  void staysOpenWhenSomebodyCameMeanwhile() {
    Fairlead fairlead = process.acquire();
    process.release();
    assertThat(process.acquire()).isSameAs(fairlead);
    minutesPass();
    assertOpen(fairlead);
  }

  @Test
  void staysOpenForAsLongAgainWhenSomebodyCameAndWentMeanwhile() {
    Fairlead fairlead = process.acquire();
    process.release();
    process.acquire();
    process.release();
    later.remove().run();
    assertOpen(fairlead);
    later.remove().run();
    assertClosed(fairlead);
  }

  @Test
  void isOpenedAnewForThoseWhoComeLater() {
    Fairlead first = process.acquire();
    process.release();
    minutesPass();
    Fairlead second = process.acquire();

    assertThat(second).isNotSameAs(first);
    assertOpen(second);
    assertThat(made).containsExactly(first, second);
  }

  @Test
  void oneThatIsGivenStaysItsOwners() {
    Fairlead given = make();
    FairleadHolder holder = FairleadHolder.of(given);
    assertThat(holder.acquire()).isSameAs(given);
    holder.release();
    assertOpen(given);
  }

  @Test
  void tellsTheOwnNamespaceAndIsNotHeldForThat() {
    ProcessFairlead inShop =
        new ProcessFairlead(
            () -> {
              Fairlead fairlead =
                  Fairlead.builder().source(new FakeEndpointSource()).ownNamespace("shop").build();
              made.add(fairlead);
              return fairlead;
            },
            later::add);
    assertThat(inShop.ownNamespace()).isEqualTo("shop");
    minutesPass();
    assertClosed(made.get(0));
  }

  @Test
  void aResolverHoldsItFromItsStartToItsEnd() {
    FairleadNameResolver resolver = resolver(process);
    assertThat(made).isEmpty();
    resolver.start(new Told());
    minutesPass();
    assertOpen(made.get(0));
    resolver.shutdown();
    minutesPass();
    assertClosed(made.get(0));
  }

  @Test
  void aResolverThatWasNotStartedHoldsNothing() {
    resolver(process).shutdown();
    assertThat(made).isEmpty();
    assertThat(later).isEmpty();
  }

  @Test
  void oneThatCannotBeOpenedIsAnErrorOfTheChannelAndTriedAgain() {
    AtomicBoolean wrong = new AtomicBoolean(true);
    ProcessFairlead broken =
        new ProcessFairlead(
            () -> {
              if (wrong.get()) {
                throw new IllegalStateException("FAIRLEAD_MODE is 'fast'");
              }
              return make();
            },
            later::add);
    FairleadNameResolver resolver = resolver(broken);
    Told told = new Told();
    resolver.start(told);

    assertThat(told.errors)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
              assertThat(error.getDescription())
                  .isEqualTo("No Fairlead for orders.shop:grpc: FAIRLEAD_MODE is 'fast'");
            });
    resolver.refresh();
    assertThat(told.errors).hasSize(2);
    wrong.set(false);
    resolver.refresh();
    resolver.refresh();
    assertThat(told.errors).hasSize(2);
    resolver.shutdown();
    minutesPass();
    assertThat(made).hasSize(1);
    assertClosed(made.get(0));
  }

  @Test
  void withoutAClusterANamedPortIsRefusedWithWhatToDoAndANumberedOneGoesByName() {
    GrpcPod byName = new GrpcPod("by name", "127.0.9.1", server -> server);
    Hosts.are("127.0.9.1 orders.shop.svc");
    ManagedChannel named = plain(GrpcPods.URI);
    ManagedChannel numbered = plain("k8s:///orders.shop:" + byName.port());
    try {
      assertThatThrownBy(() -> Echo.call(named, "hello"))
          .hasMessage(
              "UNAVAILABLE: Calls to orders.shop:grpc would go by name (this is no pod"
                  + " (KUBERNETES_SERVICE_HOST is not set) and no Kubernetes API is configured."
                  + " Name one: Fairlead.builder().kubernetes(new"
                  + " KubernetesApi.Kubeconfig(file, context))), and a name needs the number of a"
                  + " port: write it in the target in place of 'grpc'");
      assertThat(Echo.call(numbered, "hello")).isEqualTo("by name");
      assertThatThrownBy(() -> plain("k8s:///orders:grpc"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The namespace is missing and the own one is not known");
    } finally {
      named.shutdownNow();
      numbered.shutdownNow();
      byName.close();
    }
  }

  private static ManagedChannel plain(String target) {
    return NettyChannelBuilder.forTarget(target).usePlaintext().build();
  }

  private static FairleadNameResolver resolver(FairleadHolder holder) {
    TargetUri uri = TargetUri.parse(URI.create(GrpcPods.URI), () -> null);
    NameResolver.Args args =
        NameResolver.Args.newBuilder()
            .setDefaultPort(443)
            .setProxyDetector(address -> null)
            .setSynchronizationContext(
                new SynchronizationContext(
                    (thread, e) -> {
                      throw new AssertionError(e);
                    }))
            .setServiceConfigParser(
                new NameResolver.ServiceConfigParser() {
                  @Override
                  public ConfigOrError parseServiceConfig(Map<String, ?> raw) {
                    return ConfigOrError.fromConfig(raw);
                  }
                })
            .setOffloadExecutor(Runnable::run)
            .build();
    return new FairleadNameResolver(uri, holder, args);
  }

  /** Notes the errors. */
  private static final class Told extends NameResolver.Listener2 {
    final List<Status> errors = new ArrayList<>();

    @Override
    public void onResult(NameResolver.ResolutionResult result) {
      // Told in time; nothing here depends on it.
    }

    @Override
    public void onError(Status error) {
      errors.add(error);
    }
  }
}
