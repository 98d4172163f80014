package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.fakes.Soon;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A channel to a port by its name, which cannot go by the name of the Service. */
class NamedPortTest {
  private final FakeEndpointSource source = new FakeEndpointSource();
  private final List<String> told = new CopyOnWriteArrayList<>();

  private final NameResolver.Listener2 listener =
      new NameResolver.Listener2() {
        @Override
        public Status onResult2(ResolutionResult result) {
          told.add(result.getAddressesOrError().getValue().toString());
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
      };

  private void becomes(String address, Freshness freshness) {
    EndpointRecord endpoint = Slices.ready(address, "node-0");
    ServiceSnapshot snapshot =
        new ServiceSnapshot(
            Slices.service(TrafficPolicy.CLUSTER), List.of(Slices.slice("a", endpoint)));
    source.tell(Slices.ORDERS, new Resolution.Found(snapshot, freshness));
  }

  /** What is not trusted any more may change all the same; a pod that has left must not stay. */
  @Test
  void followsItsEndpointsWhereOthersWouldGoByName() {
    SynchronizationContext context = ResolverArgs.context();
    becomes("10.1.0.1", Freshness.live());
    try (Fairlead fairlead = Fairlead.builder().source(source).build()) {
      FairleadNameResolver resolver =
          new FairleadNameResolver(
              TargetUri.parse(URI.create("k8s:///orders.shop:http"), () -> null),
              FairleadHolder.of(fairlead),
              ResolverArgs.of(context, new NameResolverRegistry()));
      context.execute(() -> resolver.start(listener));
      Soon.until(() -> told.size() == 1);
      becomes("10.1.0.2", new Freshness.Stale(Balancers.trouble(Trouble.Kind.FORBIDDEN, "no")));
      Soon.until(() -> told.size() == 2);
      context.execute(resolver::shutdown);
    }
    assertThat(told.get(0)).contains("10.1.0.1");
    assertThat(told.get(1)).contains("10.1.0.2").doesNotContain("10.1.0.1");
  }
}
