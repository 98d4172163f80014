package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.InternalFeatureFlags;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Targets as a channel builder hands them over, which reads them as {@link java.net.URI}, or by RFC
 * 3986, as the flag {@code GRPC_ENABLE_RFC3986_URIS} says.
 */
class UriModesTest {
  private static GrpcPods pods = new GrpcPods();

  private final boolean former = InternalFeatureFlags.getRfc3986UrisEnabled();

  @BeforeAll
  static void start() {
    pods.start(1);
    pods.kubernetes.service("pay", "bills").port("grpc", GrpcPods.PORT).apply();
    pods.kubernetes.endpoints("pay", "bills", pods.endpoints);
  }

  @AfterEach
  void restore() {
    InternalFeatureFlags.setRfc3986UrisEnabled(former);
  }

  @AfterAll
  static void close() {
    pods.close();
  }

  private static void assertCalled(boolean rfc3986, String target) {
    InternalFeatureFlags.setRfc3986UrisEnabled(rfc3986);
    assertThat(Echo.call(pods.channel(pods.builder(target)), "hello")).isEqualTo("orders-0");
  }

  private static void assertRefused(boolean rfc3986, String target, String message) {
    InternalFeatureFlags.setRfc3986UrisEnabled(rfc3986);
    assertThatThrownBy(() -> pods.channel(pods.builder(target)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k8s:///orders.shop:grpc",
        "k8s:///orders.shop:50051",
        "k8s:///orders.shop",
        "k8s:///orders:grpc",
        "k8s:///orders.shop.svc.cluster.local:grpc",
        "k8s:orders.shop:grpc",
        "k8s:orders.shop:grpc?lb=random",
        "k8s:/orders.shop:grpc",
        "K8S:///orders.shop:grpc",
        "k8s:///orders.shop:grpc?lb=p2c&authority=orders.example.test",
        "k8s:///orders.shop:grpc?authority=%5B2001:db8::1%5D:443",
        "kubernetes:///orders.shop:grpc",
        "kubernetes://pay/bills:grpc",
        "kubernetes://bills.pay:50051/",
        "Kubernetes://bills.pay:50051",
      })
  void bothReadWhatIsRight(String target) {
    assertCalled(true, target);
    assertCalled(false, target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "k8s://orders.shop:50051            | write k8s:///orders.shop:50051",
        "k8s:///shop/orders:grpc            | write k8s:///orders.shop:grpc",
        "k8s://east/orders.shop:grpc        | write k8s:///orders.shop:grpc",
        "k8s:///                            | The Service is missing",
        "k8s:///orders.shop:grpc?zone=a     | There is no option 'zone'",
        "k8s:///orders.shop:grpc?labels=%5Ba%5D | There is no option 'labels'",
        "k8s:///orders.shop:grpc#part       | '#part' has no meaning",
        "kubernetes:///pay/bills:grpc       | write k8s:///bills.pay:grpc",
      })
  void bothTellWhatIsWrong(String target, String message) {
    assertRefused(true, target, message);
    assertRefused(false, target, message);
  }

  /** By RFC 3986 a port between '//' and '/' is a number, and gRPC refuses it before we see it. */
  @ParameterizedTest
  @ValueSource(strings = {"k8s://orders.shop:grpc", "kubernetes://bills.pay:grpc"})
  void aNamedPortOfAnAuthorityIsRefusedByGrpcItself(String target) {
    assertRefused(true, target, "Could not find a NameResolverProvider for " + target);
  }

  @Test
  void aNamedPortOfAnAuthorityIsOursToRefuseOtherwise() {
    assertRefused(false, "k8s://orders.shop:grpc", "write k8s:///orders.shop:grpc");
    assertCalled(false, "kubernetes://bills.pay:grpc");
  }

  @Test
  void bracketsAreRefusedByGrpcItself() {
    String target = "k8s:///orders.shop:grpc?labels=[a]";
    assertRefused(true, target, "Could not find a NameResolverProvider for " + target);
    assertRefused(false, target, "There is no option 'labels'");
  }
}
