package dev.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceHostsTest {
  private final ServiceHosts hosts =
      new ServiceHosts("mine", Set.of("shop"), ServiceHosts.DEFAULT_DOMAIN);

  @ParameterizedTest
  @CsvSource({
    "orders,                            mine/orders",
    "ORDERS,                            mine/orders",
    "orders.mine,                       mine/orders",
    "orders.shop,                       shop/orders",
    "Orders.Shop,                       shop/orders",
    "orders.shop.svc,                   shop/orders",
    "orders.foreign.svc,                foreign/orders",
    "orders.foreign.svc.cluster.local,  foreign/orders",
    "orders.foreign.svc.cluster.local., foreign/orders",
    "orders.shop.SVC.Cluster.Local,     shop/orders",
    "xn--bcher-kva,                     mine/xn--bcher-kva",
    "xn--bcher-kva.shop,                shop/xn--bcher-kva",
  })
  void aServiceIsKnownByItsForms(String host, String service) {
    assertThat(hosts.resolve(host)).hasToString(service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stripe.com",
        "api.stripe.com",
        "orders.foreign",
        "orders.shop.com",
        "localhost",
        "orders.",
        "orders.shop.",
        "orders.shop.svc.",
        "stripe.com.",
        "svc.cluster.local",
        ".svc",
        "orders.svc",
        "pod-0.orders.shop.svc",
        "pod-0.orders.shop.svc.cluster.local",
        "orders.shop.svc.other.domain",
        "10.1.2.3",
        "127.0.0.1",
        "::1",
        "2001:db8::1",
        "[::1]",
        "orders:8080",
        "orders_1",
        "-orders",
        "",
        "."
      })
  void everythingElseIsForeign(String host) {
    assertThat(hosts.resolve(host)).isNull();
  }

  @Test
  void withoutAnOwnNamespaceOneLabelIsForeign() {
    ServiceHosts outside = new ServiceHosts(null, Set.of("shop"), ServiceHosts.DEFAULT_DOMAIN);

    assertThat(outside.resolve("orders")).isNull();
    assertThat(outside.resolve("orders.shop")).hasToString("shop/orders");
  }

  @Test
  void theDomainOfTheClusterMayBeAnother() {
    ServiceHosts other = new ServiceHosts("mine", Set.of(), "k8s.Example.org");

    assertThat(other.resolve("orders.shop.svc.k8s.example.org")).hasToString("shop/orders");
    assertThat(other.resolve("orders.shop.svc.cluster.local")).isNull();
  }
}
