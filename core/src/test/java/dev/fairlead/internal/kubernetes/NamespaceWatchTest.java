package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.fakes.FakeTransport;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Few Services by themselves, many by their namespace, and the way from one to the other. */
class NamespaceWatchTest extends NamespaceWatchFixture {

  @Test
  void aServiceIsAskedForByItsNameAndItsSlicesByTheirLabel() {
    assertThat(server.requests)
        .extracting(FakeTransport.Request::path)
        .contains(
            SERVICES + "fieldSelector=metadata.name%3Ds1&resourceVersion=0",
            SLICES + "labelSelector=kubernetes.io%2Fservice-name%3Ds1&resourceVersion=0");
    assertThat(openWatches("Selector")).isEqualTo(10);
  }

  @Test
  void oneMoreServiceOpensTheNamespaceNoOlderThanWhatIsKnown() {
    use("s6");

    assertThat(request(SERVICES + "resourceVersion").path())
        .isEqualTo(SERVICES + "resourceVersion=20&resourceVersionMatch=NotOlderThan");
    assertThat(request(SLICES + "resourceVersion").path())
        .isEqualTo(SLICES + "resourceVersion=21&resourceVersionMatch=NotOlderThan");
    assertThat(openWatches("Selector")).as("until the namespace is known").isEqualTo(10);
  }

  @Test
  void theNamespaceTakesOverWithoutAWordToThoseWhoKnow() {
    use("s6");
    request(SERVICES + "resourceVersion").answer(200, services(all()).replace("VERSION", "40"));
    request(SLICES + "resourceVersion").answer(200, slices(all()).replace("VERSION", "41"));

    assertThat(openWatches("Selector")).isZero();
    assertThat(openWatches("?watch=true")).isEqualTo(2);
    assertThat(told).allSatisfy((service, sets) -> assertThat(sets).containsExactly("10.0.0.1"));
    request(SLICES + "watch=true")
        .head(200)
        .bytes(
            "{\"type\":\"MODIFIED\",\"object\":"
                + slice("s3", "10.0.0.9")
                + "}\n".replace("\"30\"", "\"50\""));
    assertThat(told.get("s3")).as("version 30 is older than the list").containsExactly("10.0.0.1");
    request(SLICES + "watch=true")
        .bytes(
            ("{\"type\":\"MODIFIED\",\"object\":" + slice("s3", "10.0.0.9") + "}\n")
                .replace("\"30\"", "\"50\""));
    assertThat(told.get("s3")).containsExactly("10.0.0.1", "10.0.0.9");
  }

  @Test
  void anOlderStateIsNeverToldInBetween() {
    use("s6");
    FakeTransport.Request narrow =
        request(SLICES + "labelSelector=kubernetes.io%2Fservice-name%3Ds2&watch");
    String moved =
        ("{\"type\":\"MODIFIED\",\"object\":" + slice("s2", "10.0.0.2") + "}\n")
            .replace("\"30\"", "\"60\"");
    narrow.bytes(moved);
    request(SERVICES + "resourceVersion").answer(200, services(all()).replace("VERSION", "40"));
    request(SLICES + "resourceVersion").answer(200, slices(all()).replace("VERSION", "41"));

    assertThat(narrow.isCancelled()).as("it knows more").isFalse();
    assertThat(told.get("s2")).containsExactly("10.0.0.1", "10.0.0.2");
    request(SLICES + "watch=true").head(200).bytes(moved);
    assertThat(narrow.isCancelled()).isTrue();
    assertThat(told.get("s2")).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void whileTheNamespaceIsRefusedTheNarrowWatchesGoOn() {
    use("s6");
    request(SERVICES + "resourceVersion").answer(403, "{\"message\":\"no\"}");
    request(SLICES + "resourceVersion").answer(200, slices(all()).replace("VERSION", "41"));
    server.pass(Duration.ofSeconds(1));

    assertThat(openWatches("Selector")).isEqualTo(10);
    assertThat(told.get("s1")).containsExactly("10.0.0.1");
    assertThat(told.get("s6")).last().isEqualTo("SlicesOnly");
  }

  @Test
  void aServiceThatNobodyUsesIsNotWatched() {
    shop.unwatch("s1", Objects.requireNonNull(observers.get("s1")));
    assertThat(openWatches("%3Ds1&")).isZero();
    assertThat(openWatches("Selector")).isEqualTo(8);

    use("s6");
    assertThat(openWatches("?watch=true")).as("there are five again").isZero();
    observers.forEach(shop::unwatch);
    assertThat(shop.isUnwatched()).isTrue();
  }

  @Test
  void aServiceThatDependsOnTheNodeIsSeenWhenItIsUsedLate() {
    use("s6");
    String[] seven = {"s1", "s2", "s3", "s4", "s5", "s6", "s7"};
    request(SERVICES + "resourceVersion")
        .answer(
            200,
            list(
                    seven,
                    name ->
                        name.equals("s7")
                            ? service(name)
                                .replace(
                                    "\"clusterIP\"",
                                    "\"internalTrafficPolicy\":\"Local\",\"clusterIP\"")
                            : service(name))
                .replace("VERSION", "40"));
    request(SLICES + "resourceVersion").answer(200, slices(seven).replace("VERSION", "41"));
    assertThat(dependsOnNode).isFalse();

    use("s7");
    assertThat(dependsOnNode).isTrue();
  }
}
