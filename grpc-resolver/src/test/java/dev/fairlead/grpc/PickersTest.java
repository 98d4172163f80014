package dev.fairlead.grpc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.fakes.Soon;
import dev.fairlead.spi.AdapterLease;
import dev.fairlead.spi.ConnectionPicker;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pickers that do not choose among endpoints. */
class PickersTest {
  private static final LoadBalancer.PickSubchannelArgs ARGS =
      new LoadBalancer.PickSubchannelArgs() {
        @Override
        public CallOptions getCallOptions() {
          return CallOptions.DEFAULT;
        }

        @Override
        public Metadata getHeaders() {
          return new Metadata();
        }

        @Override
        public MethodDescriptor<?, ?> getMethodDescriptor() {
          return Echo.UNARY;
        }
      };

  private final FakeEndpointSource source = new FakeEndpointSource();
  private final Fairlead fairlead =
      Fairlead.builder().source(source).location(Balancers.HERE).build();
  private final AdapterLease lease = fairlead.lease(Balancers.ORDERS, (selection, route) -> {});

  @AfterEach
  void close() {
    lease.close();
    fairlead.close();
  }

  private Followed followed() {
    dev.fairlead.api.LoadBalancer balancer = lease.loadBalancer();
    return new Followed(
        lease,
        Balancers.ORDERS,
        balancer.selection(),
        new Route.ToEndpoints(balancer),
        Balancers.HERE,
        null);
  }

  private long completed() {
    long all = 0;
    for (Outcome outcome : Outcome.values()) {
      for (Locality locality : Locality.values()) {
        all += lease.loadBalancer().totals().completed(outcome, locality);
      }
    }
    return all;
  }

  @Test
  void aRefusalSaysWhyAndIsCounted() {
    source.tell(Slices.ORDERS, Slices.found());
    Soon.until(() -> lease.loadBalancer().ready().toCompletableFuture().isDone());
    PickResult result = new RefusingPicker(followed()).pickSubchannel(ARGS);

    assertThat(result.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(result.getStatus().getDescription()).contains("orders.shop:http");
    assertThat(lease.loadBalancer().totals().refused(Reason.NO_ENDPOINTS)).isEqualTo(1);
  }

  /** The next picker is on its way; what never began is not counted. */
  @Test
  void whereThereAreEndpointsSinceJustNowItWaitsAndCountsNothing() {
    source.tell(Slices.ORDERS, Slices.found());
    Soon.until(() -> lease.loadBalancer().ready().toCompletableFuture().isDone());
    RefusingPicker picker = new RefusingPicker(followed());
    source.tell(Slices.ORDERS, Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    Soon.until(() -> lease.loadBalancer().selection() instanceof Selection.Eligible);

    assertThat(picker.pickSubchannel(ARGS)).isEqualTo(PickResult.withNoResult());
    assertThat(completed()).isZero();
  }

  /** gRPC makes streams that it neither starts nor closes, for calls cancelled just before. */
  @Test
  void aStreamThatSendsNothingIsNotInFlight() {
    source.tell(Slices.ORDERS, Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    Soon.until(() -> lease.loadBalancer().selection() instanceof Selection.Eligible);
    ClientStreamTracer abandoned = tracer();
    abandoned.streamCreated(Attributes.EMPTY, new Metadata());
    assertThat(inFlight()).isZero();

    ClientStreamTracer late = tracer();
    late.streamCreated(Attributes.EMPTY, new Metadata());
    late.streamClosed(Status.CANCELLED);
    late.outboundHeaders();
    assertThat(inFlight()).isZero();
    assertThat(completed()).isZero();

    ClientStreamTracer sent = tracer();
    sent.streamCreated(Attributes.EMPTY, new Metadata());
    sent.outboundMessage(0);
    sent.outboundHeaders();
    assertThat(inFlight()).isEqualTo(1);
    sent.streamClosed(Status.OK);
    assertThat(inFlight()).isZero();
    assertThat(completed()).isEqualTo(1);
  }

  private int inFlight() {
    return lease.loadBalancer().report().endpoints().get(0).inFlight();
  }

  private ClientStreamTracer tracer() {
    Endpoint endpoint = ((Selection.Eligible) lease.loadBalancer().selection()).endpoints().get(0);
    ConnectionPicker<String> among =
        requireNonNull(lease.among(Map.of(new EndpointIdentity(endpoint), "one"), null));
    return new CallTracer.Factory(among.choose(PickRequest.ANY), true, null)
        .newClientStreamTracer(ClientStreamTracer.StreamInfo.newBuilder().build(), new Metadata());
  }

  /** Its counter is an int; it begins so that it runs over within these picks. */
  @Test
  void namesGoRoundWhenTheCounterRunsOver() {
    List<Integer> chosen = new ArrayList<>();
    List<SubchannelPicker> ready = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      ready.add(
          new SubchannelPicker() {
            @Override
            public PickResult pickSubchannel(LoadBalancer.PickSubchannelArgs args) {
              chosen.add(number);
              return PickResult.withNoResult();
            }
          });
    }
    for (int begin : new int[] {Integer.MAX_VALUE - 10, -10}) {
      chosen.clear();
      NamePicker picker = new NamePicker(ready, null, begin);
      for (int i = 0; i < 30; i++) {
        assertThat(picker.pickSubchannel(ARGS)).isEqualTo(PickResult.withNoResult());
      }
      for (int number = 0; number < 3; number++) {
        assertThat(Collections.frequency(chosen, number)).isBetween(9, 11);
      }
    }
  }
}
