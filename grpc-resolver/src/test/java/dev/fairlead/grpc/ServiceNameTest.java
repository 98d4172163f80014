package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.spi.AdapterLease;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name that is looked up by whichever resolver of names gRPC has. */
class ServiceNameTest {
  private static final Target TARGET = Target.parse("orders.shop:50051");
  private static final EquivalentAddressGroup ADDRESS =
      new EquivalentAddressGroup(new InetSocketAddress("127.0.9.1", 50051));

  private final Fairlead fairlead = Fairlead.builder().source(new FakeEndpointSource()).build();
  private final AdapterLease lease = fairlead.lease(TARGET, (selection, route) -> {});
  private final SynchronizationContext context = ResolverArgs.context();
  private final ScriptedNames names = new ScriptedNames();
  private final List<StatusOr<List<EquivalentAddressGroup>>> told = new ArrayList<>();

  @AfterEach
  void close() {
    lease.close();
    fairlead.close();
  }

  private ServiceName started(NameResolverRegistry resolvers) {
    ServiceName name =
        new ServiceName(
            TARGET.service(),
            50051,
            ResolverArgs.of(context, resolvers),
            (groups, followed) -> {
              context.throwIfNotInThisSynchronizationContext();
              told.add(groups);
              return Status.OK;
            });
    context.execute(() -> name.start(followed("switched off")));
    return name;
  }

  private ServiceName started() {
    NameResolverRegistry registry = new NameResolverRegistry();
    registry.register(names);
    return started(registry);
  }

  private Followed followed(String why) {
    return new Followed(
        lease,
        TARGET,
        Selection.Empty.of(Reason.NO_SOURCE),
        new Route.ByName(Route.Cause.OFF, why),
        Location.UNKNOWN,
        null);
  }

  private String error() {
    assertThat(told).hasSize(1);
    return Objects.requireNonNull(told.get(0).getStatus().getDescription());
  }

  private static ResolutionResult found() {
    return ResolutionResult.newBuilder()
        .setAddressesOrError(StatusOr.fromValue(List.of(ADDRESS)))
        .build();
  }

  @Test
  void isTheOneInTheClusterWithItsPort() {
    started();
    assertThat(names.asked).hasToString("dns:///orders.shop.svc:50051");
  }

  @Test
  void isToldInTheContextFromWhateverThreadItComes() {
    started();
    names.listener().onResult(found());
    assertThat(told).singleElement().satisfies(now -> assertThat(now.getValue()).contains(ADDRESS));
    told.clear();
    names.listener().onError(Status.NOT_FOUND.withDescription("no such name"));
    assertThat(error())
        .isEqualTo(
            "Calls to orders.shop:50051 go by name (switched off), and"
                + " dns:///orders.shop.svc:50051 is not found: no such name");
    assertThat(told.get(0).getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void anotherReasonIsToldWithTheSameAddresses() {
    ServiceName name = started();
    context.execute(() -> name.becomes(followed("refused")));
    assertThat(told).isEmpty();
    names.listener().onResult(found());
    context.execute(() -> name.becomes(followed("refused")));
    assertThat(told).hasSize(2);
    assertThat(told.get(1).getValue()).contains(ADDRESS);
  }

  @Test
  void anAnswerAfterTheEndIsNotTold() {
    ServiceName name = started();
    context.execute(name::shutdown);
    names.listener().onResult(found());
    names.listener().onError(Status.UNAVAILABLE);
    assertThat(told).isEmpty();
    assertThat(names.ended).isTrue();
  }

  @Test
  void aGrpcWithoutSuchAResolverIsAnError() {
    ServiceName name = started(new NameResolverRegistry());
    assertThat(error()).endsWith("is not found: gRPC has no resolver of the scheme dns here");
    context.execute(name::refresh);
    context.execute(name::shutdown);
    assertThat(told).hasSize(1);
  }
}
