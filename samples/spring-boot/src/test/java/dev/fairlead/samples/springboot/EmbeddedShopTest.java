package dev.fairlead.samples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedShopTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

  @Test
  void noOrderFailsWhileAPodIsReplacedAndTheActuatorShowsWhatIsCalled()
      throws IOException, InterruptedException {
    try (EmbeddedShop shop = new EmbeddedShop()) {
      assertThat(shop.order(out, "Before", 40)).isZero();
      shop.replaceOldest("stock");
      assertThat(shop.order(out, "After", 40)).isZero();

      assertThat(screen.toString(StandardCharsets.UTF_8))
          .containsPattern(
              "orders-[12] <- stock-[34] <- tea is open at orders-[12], stock is SERVING")
          .containsPattern("After(.|\\n)*orders-[12] <- stock-[45] <- tea is open at orders-[12]");
      // No order waits until this pod has heard of the new one.
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(shop.get(0, "/actuator/fairlead"))
                      .contains("\"target\":\"stock.shop:80\"", "\"target\":\"stock.shop:grpc\"")
                      .contains("\"address\":\"127.0.11.5:8080\"", "\"freshness\":\"live\""));
      assertThat(shop.get(0, "/actuator/fairlead/shop/stock")).contains("\"pod\":\"stock-5\"");
      assertThat(shop.get(0, "/actuator/health")).contains("\"UP\"");
    }
  }
}
