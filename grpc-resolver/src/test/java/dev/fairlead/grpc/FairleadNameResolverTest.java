package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.fakes.Soon;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a channel is told when calls go by name at first, since nothing is known. */
class FairleadNameResolverTest {
  private static final EquivalentAddressGroup NAMED =
      new EquivalentAddressGroup(new InetSocketAddress("127.0.9.1", 80));

  private final FakeEndpointSource source = new FakeEndpointSource();
  private final Fairlead fairlead =
      Fairlead.builder().source(source).firstSyncWait(Duration.ZERO).build();
  private final SynchronizationContext context = ResolverArgs.context();
  private final ScriptedNames names = new ScriptedNames();
  private final List<StatusOr<List<EquivalentAddressGroup>>> told = new CopyOnWriteArrayList<>();
  private final FairleadNameResolver resolver = resolver();

  private FairleadNameResolver resolver() {
    NameResolverRegistry registry = new NameResolverRegistry();
    registry.register(names);
    return new FairleadNameResolver(
        TargetUri.parse(URI.create("k8s:///orders.shop:80"), () -> null),
        FairleadHolder.of(fairlead),
        ResolverArgs.of(context, registry));
  }

  @BeforeEach
  void isStarted() {
    context.execute(
        () ->
            resolver.start(
                new NameResolver.Listener2() {
                  @Override
                  public Status onResult2(ResolutionResult result) {
                    context.throwIfNotInThisSynchronizationContext();
                    told.add(result.getAddressesOrError());
                    return Status.OK;
                  }

                  @Override
                  public void onResult(ResolutionResult result) {
                    throw new AssertionError("the old way");
                  }

                  @Override
                  public void onError(Status error) {
                    throw new AssertionError(error);
                  }
                }));
    Soon.until(names::isStarted);
  }

  @AfterEach
  void close() {
    context.execute(resolver::shutdown);
    fairlead.close();
  }

  /** What the context was given before is done, on whichever thread. */
  private void settle() {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    context.execute(() -> reached.complete(null));
    reached.join();
  }

  private void found() {
    names
        .listener()
        .onResult(
            ResolutionResult.newBuilder()
                .setAddressesOrError(StatusOr.fromValue(List.of(NAMED)))
                .build());
  }

  @Test
  void aNameThatIsNotFoundIsAnErrorOnlyBeforeItWasFound() {
    names.listener().onError(Status.NOT_FOUND);
    settle();
    assertThat(told).singleElement().satisfies(now -> assertThat(now.hasValue()).isFalse());
    found();
    names.listener().onError(Status.NOT_FOUND);
    settle();

    assertThat(told).hasSize(2);
    assertThat(told.get(1).getValue()).containsExactly(NAMED);
  }

  @Test
  void onceEndpointsAreKnownNothingOfTheNameIsTold() {
    NameResolver.Listener2 late = names.listener();
    found();
    source.tell(Slices.ORDERS, Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    Soon.until(() -> told.size() == 2);
    late.onError(Status.UNAVAILABLE);
    found();
    settle();

    assertThat(names.ended).isTrue();
    assertThat(told).hasSize(2);
    assertThat(told.get(1).getValue().get(0).getAddresses())
        .containsExactly(new InetSocketAddress("10.1.0.1", 8080));
  }

  @Test
  void afterTheEndNothingIsTold() {
    context.execute(resolver::shutdown);
    found();
    context.execute(resolver::refresh);
    source.tell(Slices.ORDERS, Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    fairlead.loadBalancer(Target.parse("orders.shop:80")).ready().toCompletableFuture().join();
    settle();

    assertThat(told).isEmpty();
  }
}
