package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Target;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Service whose own name stands for a real server, beside its pods. */
abstract class ByNameFixture {
  static final String ADDRESS = "127.0.9.1";

  /** What the name of the Service stands for. */
  final GrpcPod clusterIp = new GrpcPod("by name", ADDRESS, server -> server);

  GrpcPods pods = new GrpcPods();

  @BeforeEach
  void names() {
    Hosts.are(ADDRESS + " orders.shop.svc", ADDRESS + " mail.shop.svc");
  }

  @AfterEach
  void close() {
    pods.close();
    clusterIp.close();
  }

  /** Another Fairlead. The port of the Service is that of the cluster IP, and there is a pod. */
  final void with(UnaryOperator<FairleadBuilder> settings) {
    pods.close();
    pods = new GrpcPods(settings);
    pods.kubernetes.service("shop", "orders").port("grpc", clusterIp.port()).apply();
    pods.add(server -> server);
    pods.kubernetes.endpoints("shop", "orders", pods.endpoints);
  }

  final Target numbered() {
    return Target.parse("orders.shop:" + clusterIp.port());
  }

  final ManagedChannel byNumber() {
    return pods.channel(pods.builder("k8s:///" + numbered()));
  }

  final LoadBalancer balancer() {
    return pods.fairlead.loadBalancer(numbered());
  }

  static AbstractThrowableAssert<?, ?> assertRefused(ManagedChannel channel) {
    return assertThatThrownBy(() -> Echo.call(channel, "hello"))
        .satisfies(
            e -> assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }
}
