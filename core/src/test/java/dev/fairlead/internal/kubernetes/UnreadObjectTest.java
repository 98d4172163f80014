package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Freshness;
import dev.fairlead.fakes.FakeTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Objects that are there and not understood: what was known of them stays, and is not fresh. */
class UnreadObjectTest extends NamespaceWatchFixture {
  private static final String SLICES_OF_S1 =
      SLICES + "labelSelector=kubernetes.io%2Fservice-name%3Ds1&watch";
  private static final String SERVICE_S1 = SERVICES + "fieldSelector=metadata.name%3Ds1&watch";

  private static String badSlice(String of) {
    return slice(of, "10.0.0.1").replace("[\"10.0.0.1\"]", "{}");
  }

  private static String badService(String name) {
    return service(name).replace("[{\"name\":\"http\",\"port\":80}]", "7");
  }

  private static String event(String type, String object, int version) {
    return ("{\"type\":\"" + type + "\",\"object\":" + object + "}\n")
        .replaceAll("\"resourceVersion\":\"\\d+\"", "\"resourceVersion\":\"" + version + "\"");
  }

  @Test
  void aSliceKeepsItsFormerStateWhenTheNamespaceTakesOver() {
    request(SLICES_OF_S1).bytes(event("MODIFIED", badSlice("s1"), 35));
    use("s6");
    request(SERVICES + "resourceVersion").answer(200, services(all()).replace("VERSION", "40"));
    request(SLICES + "resourceVersion")
        .answer(
            200,
            list(all(), name -> name.equals("s1") ? badSlice(name) : slice(name, "10.0.0.1"))
                .replace("VERSION", "41"));

    assertThat(told.get("s1")).last().isEqualTo("10.0.0.1");
    assertThat(openWatches("%3Ds1&")).as("goes on by itself").isEqualTo(2);
    assertThat(openWatches("Selector")).isEqualTo(2);
    request(SLICES + "watch=true").head(200).bytes(event("MODIFIED", slice("s1", "10.0.0.8"), 50));
    assertThat(openWatches("Selector")).as("mended").isZero();
    assertThat(told.get("s1")).last().isEqualTo("10.0.0.8");
  }

  @Test
  void theSlicesOfAnUnreadServiceAreFollowedWhenTheNamespaceTakesOver() {
    request(SERVICE_S1).bytes(event("MODIFIED", badService("s1"), 35));
    use("s6");
    request(SERVICES + "resourceVersion")
        .answer(
            200,
            list(all(), name -> name.equals("s1") ? badService(name) : service(name))
                .replace("VERSION", "40"));
    request(SLICES + "resourceVersion").answer(200, slices(all()).replace("VERSION", "41"));
    String moved = event("MODIFIED", slice("s1", "10.0.0.9"), 50);
    request(SLICES_OF_S1).bytes(moved);
    request(SLICES + "watch=true").head(200).bytes(moved);

    assertThat(told.get("s1")).last().isEqualTo("10.0.0.9");
  }

  @Test
  void itIsNotUnderstoodSinceTheFirstTime() {
    fresh.clear();
    for (int i = 0; i < 3; i++) {
      request(SLICES_OF_S1).bytes(event("MODIFIED", badSlice("s1"), 35 + i));
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(fresh).hasSize(1).first().isInstanceOf(Freshness.Stale.class);
  }

  @Test
  void aServiceThatComesBackUnreadIsNotCertainlyMissing() {
    FakeTransport.Request watch = request(SERVICE_S1);
    watch.bytes(event("DELETED", service("s1"), 35));
    assertThat(told.get("s1")).last().isEqualTo("NotFound");
    assertThat(fresh).last().isEqualTo(Freshness.live());

    watch.bytes(event("ADDED", badService("s1"), 36));
    assertThat(fresh).last().isInstanceOf(Freshness.Stale.class);
    watch.bytes(event("ADDED", service("s1"), 37));
    assertThat(told.get("s1")).last().isEqualTo("10.0.0.1");
    assertThat(fresh).last().isEqualTo(Freshness.live());
  }

  @Test
  void aSliceThatBelongsToNobodyConcernsNobody() {
    use("s6");
    request(SERVICES + "resourceVersion").answer(200, services(all()).replace("VERSION", "40"));
    request(SLICES + "resourceVersion").answer(200, slices(all()).replace("VERSION", "41"));
    fresh.clear();
    String unlabelled =
        badSlice("x").replace("\"kubernetes.io/service-name\":\"x\"", "\"a\":\"b\"");
    request(SLICES + "watch=true").head(200).bytes(event("ADDED", unlabelled, 60));

    assertThat(fresh).isEmpty();
  }
}
