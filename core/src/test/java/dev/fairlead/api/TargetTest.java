package dev.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

  @ParameterizedTest
  @CsvSource({
    "orders.shop:http,                     shop/orders, http",
    "orders.shop:80,                       shop/orders, 80",
    "orders.shop,                          shop/orders, (the only port)",
    "orders.shop.svc:http,                 shop/orders, http",
    "orders.shop.svc.cluster.local:8080,   shop/orders, 8080",
    "orders:http,                          mine/orders, http",
  })
  void understandsTheWaysToNameAService(String text, String service, String port) {
    Target target = Target.parse(text, "mine");

    assertThat(target.service()).hasToString(service);
    assertThat(target.port()).hasToString(port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Orders.shop:http | The Service name 'Orders' is no Kubernetes name: write it in lower case: 'orders'",
        "orders.sh_op:http | The namespace 'sh_op' is no Kubernetes name: it has 1 to 63 lower-case letters, digits or '-', and no '-' at its ends",
        ":http | The Service name '' is no Kubernetes name: it has 1 to 63 lower-case letters, digits or '-', and no '-' at its ends",
        "orders.shop: | An empty port: write its name or number, or leave ':' out",
        "orders.shop:0 | A service port is 1 to 65535, not 0",
        "orders.shop:123456 | A service port is 1 to 65535, not 123456",
        "orders.shop:ht tp | The port name 'ht tp' is no Kubernetes name: it has 1 to 63 lower-case letters, digits or '-', and no '-' at its ends",
        "orders.shop.com:80 | After the namespace comes '.svc' or the port, not '.com'",
        "orders:80 | The namespace is missing and the own one is not known",
      })
  void saysWhatIsWrongAndTheRightForm(String text, String cause) {
    assertThatThrownBy(() -> Target.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Not a target: '"
                + text
                + "'. "
                + cause
                + ". Expected SERVICE.NAMESPACE:PORT, such as orders.shop:http or orders.shop:80");
  }

  @Test
  void printsInTheFormItIsParsedFrom() {
    assertThat(Target.parse("orders.shop.svc:http")).hasToString("orders.shop:http");
    assertThat(Target.parse("orders.shop")).hasToString("orders.shop");
  }
}
