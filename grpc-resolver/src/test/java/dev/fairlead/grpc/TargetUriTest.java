package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.PortRef;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of targets. */
class TargetUriTest {
  private static final String FORM =
      ". Expected such as k8s:///orders.shop:grpc, k8s:///orders.shop:50051 or k8s:///orders:grpc";

  private static TargetUri parse(String text) {
    return TargetUri.parse(URI.create(text), () -> "shop");
  }

  @ParameterizedTest
  @CsvSource({
    "k8s:///orders.shop:grpc, orders.shop:grpc",
    "k8s:///orders.shop:50051, orders.shop:50051",
    "k8s:///orders.shop, orders.shop",
    "k8s:///orders:grpc, orders.shop:grpc",
    "k8s:///orders:50051, orders.shop:50051",
    "k8s:///orders, orders.shop",
    "k8s:///orders.shop.svc:grpc, orders.shop:grpc",
    "k8s:///orders.shop.svc.cluster.local:grpc, orders.shop:grpc",
    "k8s:///orders.shop.svc.corp.example:50051, orders.shop:50051",
    "k8s:orders.shop:grpc, orders.shop:grpc",
    "k8s:orders:grpc, orders.shop:grpc",
    "k8s:/orders.shop:grpc, orders.shop:grpc",
    "K8S:///orders.shop:grpc, orders.shop:grpc",
    "kubernetes:///orders.shop:grpc, orders.shop:grpc",
    "kubernetes:///orders:50051, orders.shop:50051",
    "kubernetes:orders.shop:grpc, orders.shop:grpc",
    "kubernetes://pay/orders:grpc, orders.pay:grpc",
    "kubernetes://pay/orders:8080, orders.pay:8080",
    "kubernetes://pay/orders, orders.pay",
    "kubernetes://orders.pay:8080/, orders.pay:8080",
    "kubernetes://orders.pay:8080, orders.pay:8080",
    "kubernetes://orders.pay:grpc, orders.pay:grpc",
    "KUBERNETES://pay/orders:grpc, orders.pay:grpc",
  })
  void namesAPortOfAService(String text, String target) {
    assertThat(parse(text).target()).isEqualTo(Target.parse(target));
  }

  @Test
  void aNumberIsThePortOfTheServiceAndNoPortIsItsOnlyOne() {
    ServiceKey orders = new ServiceKey("shop", "orders");
    assertThat(parse("k8s:///orders.shop:50051").target())
        .isEqualTo(new Target(orders, new PortRef.Numbered(50051)));
    assertThat(parse("k8s:///orders.shop").target())
        .isEqualTo(new Target(orders, new PortRef.Sole()));
  }

  @ParameterizedTest
  @CsvSource({
    "k8s:///orders.shop:grpc, orders.shop.svc,",
    "k8s:///orders.shop.svc.cluster.local:50051, orders.shop.svc,",
    "k8s:///orders:grpc, orders.shop.svc,",
    "kubernetes://pay/orders:grpc, orders.pay.svc,",
    "k8s:///orders.shop:grpc?, orders.shop.svc,",
    "k8s:///orders.shop:grpc?lb=random, orders.shop.svc, random",
    "k8s:///orders.shop:grpc?lb=none, orders.shop.svc, none",
    "k8s:orders.shop:grpc?lb=p2c, orders.shop.svc, p2c",
    "k8s:///orders.shop:grpc?authority=orders.example.test, orders.example.test,",
    "k8s:///orders.shop:grpc?authority=orders.example.test:443, orders.example.test:443,",
    "k8s:///orders.shop:grpc?authority=orders.example.test%3A443, orders.example.test:443,",
    "k8s:///orders.shop:grpc?authority=%5B2001:db8::1%5D:443, [2001:db8::1]:443,",
    "k8s:///orders.shop:grpc?authority=a.test&lb=least_request, a.test, least_request",
    "kubernetes://pay/orders:grpc?lb=round_robin, orders.pay.svc, round_robin",
  })
  void optionsSayWhoThePodsAreAndHowCallsAreSpread(String text, String authority, String lb) {
    TargetUri uri = parse(text);
    assertThat(uri.authority()).isEqualTo(authority);
    assertThat(uri.lb()).isEqualTo(lb);
  }

  @Test
  void theOwnNamespaceIsAskedForOnlyWhenItIsMeant() {
    AtomicInteger asked = new AtomicInteger();
    for (String full : new String[] {"k8s:///orders.shop:grpc", "kubernetes://shop/orders:grpc"}) {
      TargetUri.parse(
          URI.create(full),
          () -> {
            asked.incrementAndGet();
            return "shop";
          });
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void aServiceOfTheOwnNamespaceNeedsOne() {
    URI uri = URI.create("k8s:///orders:grpc");
    assertThatThrownBy(() -> TargetUri.parse(uri, () -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Not a target: 'k8s:///orders:grpc'. The namespace is missing and the own one is not"
                + " known"
                + FORM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "k8s:///                          | The Service is missing",
        "k8s:////                         | The Service is missing",
        "k8s:///?lb=p2c                   | The Service is missing",
        "k8s:///:grpc                     | The Service name '' is no Kubernetes name: it has 1"
            + " to 63 lower-case letters, digits or '-', and no '-' at its ends",
        "k8s:///Orders.shop:grpc          | The Service name 'Orders' is no Kubernetes name:"
            + " write it in lower case: 'orders'",
        "k8s:///orders%2Eshop:grpc        | The Service name 'orders%2Eshop' is no Kubernetes"
            + " name: it has 1 to 63 lower-case letters, digits or '-', and no '-' at its ends",
        "k8s:///orders.:grpc              | The namespace '' is no Kubernetes name: it has 1 to"
            + " 63 lower-case letters, digits or '-', and no '-' at its ends",
        "k8s:///a.orders.shop:grpc        | After the namespace comes '.svc' or the port, not"
            + " '.shop'",
        "k8s:///orders.shop:              | An empty port: write its name or number, or leave"
            + " ':' out",
        "k8s:///orders.shop:0             | A service port is 1 to 65535, not 0",
        "k8s:///orders.shop:70000         | A service port is 1 to 65535, not 70000",
        "k8s:///orders.shop:grpc:50051    | The port name 'grpc:50051' is no Kubernetes name: it"
            + " has 1 to 63 lower-case letters, digits or '-', and no '-' at its ends",
        "k8s:///shop/orders:grpc          | Namespace and Service are not divided by '/': write"
            + " k8s:///orders.shop:grpc",
        "k8s:///shop/orders               | Namespace and Service are not divided by '/': write"
            + " k8s:///orders.shop",
        "k8s:shop/orders:grpc             | Namespace and Service are not divided by '/': write"
            + " k8s:///orders.shop:grpc",
        "k8s:///orders.shop:grpc/         | There is a '/' too many: write"
            + " k8s:///orders.shop:grpc",
        "k8s:////orders.shop:grpc         | There is a '/' too many: write"
            + " k8s:///orders.shop:grpc",
        "k8s:///a/b/c                     | It names one Service, without '/'",
        "k8s://orders.shop:50051          | Between '//' and '/' a cluster would be named, and"
            + " only the own one is known: write k8s:///orders.shop:50051",
        "k8s://orders.shop:grpc           | Between '//' and '/' a cluster would be named, and"
            + " only the own one is known: write k8s:///orders.shop:grpc",
        "k8s://east/orders.shop:grpc      | Between '//' and '/' a cluster would be named, and"
            + " only the own one is known: write k8s:///orders.shop:grpc",
        "k8s://shop/orders:grpc           | Between '//' and '/' a cluster would be named, and"
            + " only the own one is known: write k8s:///orders.shop:grpc",
        "kubernetes://shop/orders.pay:grpc | There are two namespaces, before the '/' and after"
            + " it: write k8s:///orders.pay:grpc",
        "k8s:///orders.shop:grpc#part     | '#part' has no meaning",
        "k8s:///orders.shop:grpc?zone=a   | There is no option 'zone', only lb and authority",
        "k8s:///orders.shop:grpc?lb=p2c&  | There is no option '', only lb and authority",
        "k8s:///orders.shop:grpc?LB=p2c   | There is no option 'LB', only lb and authority",
        "k8s:///orders.shop:grpc?lb=fast  | lb is none, least_request, p2c, random, rendezvous"
            + " or round_robin, not 'fast'",
        "k8s:///orders.shop:grpc?lb       | lb is none, least_request, p2c, random, rendezvous"
            + " or round_robin, not ''",
        "k8s:///orders.shop:grpc?lb=p2c&lb=p2c    | The option 'lb' stands there twice",
        "k8s:///orders.shop:grpc?authority=       | authority is a host, with a port or without,"
            + " not ''",
        "k8s:///orders.shop:grpc?authority=a%20b  | authority is a host, with a port or without,"
            + " not 'a b'",
        "k8s:///orders.shop:grpc?authority=me@a   | authority is a host, with a port or without,"
            + " not 'me@a'",
        "k8s:///orders.shop:grpc?authority=http://a | authority is a host, with a port or"
            + " without, not 'http://a'",
      })
  void aWrongOneIsNamedWithWhatIsWrongAndHowToWriteIt(String text, String wrong) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a target: '" + text + "'. " + wrong + FORM);
  }
}
