package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pods are called by their addresses, and must show a certificate for the Service's name. */
class TlsTest {
  private static final String OTHER = "orders.example.test";

  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  private NettyChannelBuilder builder(String target, ChannelCredentials credentials) {
    return FairleadGrpc.configure(
        NettyChannelBuilder.forTarget(target, credentials), pods.fairlead);
  }

  private void assertSpread(NettyChannelBuilder builder, String authority) {
    GrpcPods.awaitSpread(pods.channel(builder), 2);
    assertThat(pods.pods).extracting(pod -> pod.authority).containsOnly(authority);
  }

  private void assertNotBelieved(NettyChannelBuilder builder, String why) {
    ManagedChannel channel = pods.channel(builder);
    assertThatThrownBy(() -> Echo.call(channel, "hello"))
        .satisfies(
            e -> assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.UNAVAILABLE))
        .hasStackTraceContaining(why);
    assertThat(pods.pods).allSatisfy(pod -> assertThat(pod.calls).hasValue(0));
  }

  @Test
  void aCertificateForTheNameOfTheServiceIsBelieved() {
    Tls tls = new Tls("orders.shop.svc");
    pods.start(2, tls::serve);
    assertSpread(builder(GrpcPods.URI, tls.trust()), "orders.shop.svc");
  }

  @Test
  void aTargetInFullMeansTheSameName() {
    Tls tls = new Tls("orders.shop.svc");
    pods.start(2, tls::serve);
    assertSpread(
        builder("k8s:///orders.shop.svc.cluster.local:50051", tls.trust()), "orders.shop.svc");
  }

  @Test
  void oneForTheAddressesOfThePodsIsNot() {
    Tls tls = new Tls("127.0.8.1", "127.0.8.2");
    pods.start(2, tls::serve);
    assertNotBelieved(
        builder(GrpcPods.URI, tls.trust()), "name matching orders.shop.svc found");
  }

  @Test
  void oneOfAnAuthorityThatIsNotTrustedIsNot() {
    pods.start(2, new Tls("orders.shop.svc")::serve);
    assertNotBelieved(
        builder(GrpcPods.URI, new Tls("orders.shop.svc").trust()), "PKIX path");
  }

  @Test
  void theTargetMayNameAnotherAuthority() {
    Tls tls = new Tls(OTHER);
    pods.start(2, tls::serve);
    assertSpread(builder(GrpcPods.URI + "?authority=" + OTHER, tls.trust()), OTHER);
  }

  @Test
  void theAuthorityOfTheTargetIsCheckedInPlaceOfTheName() {
    Tls tls = new Tls("orders.shop.svc");
    pods.start(2, tls::serve);
    assertNotBelieved(
        builder(GrpcPods.URI + "?authority=" + OTHER, tls.trust()),
        "name matching " + OTHER + " found");
  }

  @Test
  void theChannelMayNameAnotherAuthorityWhichWinsOverTheTarget() {
    Tls tls = new Tls(OTHER);
    pods.start(2, tls::serve);
    assertSpread(builder(GrpcPods.URI, tls.trust()).overrideAuthority(OTHER), OTHER);
    assertSpread(
        builder(GrpcPods.URI + "?authority=third.example.test", tls.trust())
            .overrideAuthority(OTHER),
        OTHER);
  }

  @Test
  void podsThatWantACertificateGetTheOneOfTheClient() {
    Tls tls = new Tls("orders.shop.svc");
    pods.start(2, tls::serveKnown);
    ManagedChannel unknown = pods.channel(builder(GrpcPods.URI, tls.trust()));

    assertThat(pods.inVain(unknown)).isTrue();
    assertThat(pods.pods).allSatisfy(pod -> assertThat(pod.calls).hasValue(0));
    assertSpread(builder(GrpcPods.URI, tls.trustAndShow("billing")), "orders.shop.svc");
  }

  @Test
  void plaintextToPodsThatWantTlsFails() {
    pods.start(1, new Tls("orders.shop.svc")::serve);
    ManagedChannel channel = pods.channel();
    assertThat(pods.inVain(channel)).isTrue();
  }
}
