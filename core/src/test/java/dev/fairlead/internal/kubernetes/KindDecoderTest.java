package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Decoder.Bookmark;
import dev.fairlead.internal.watching.Decoder.Changed;
import dev.fairlead.internal.watching.Decoder.Event;
import dev.fairlead.internal.watching.Decoder.Page;
import dev.fairlead.internal.watching.Decoder.Refused;
import dev.fairlead.internal.watching.Decoder.Removed;
import dev.fairlead.internal.watching.Decoder.Undecodable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Lists and events of EndpointSlices. */
class KindDecoderTest {
  private static final String GOOD =
      """
      {"metadata":{"name":"%s","namespace":"shop","resourceVersion":"%s",
        "labels":{"kubernetes.io/service-name":"orders"}},"addressType":"IPv4",
        "endpoints":[{"addresses":["10.1.0.1"],"unknown":{"deep":[1,{"er":2}]}}],"newField":[]}""";

  /** Wrong where its conditions are, and its name comes after that. */
  private static final String BAD =
      """
      {"endpoints":[{"conditions":{"ready":"perhaps"},"addresses":["10.1.0.9"],"more":[[{}]]}],
        "metadata":{"name":"bad","namespace":"shop"},"addressType":"IPv4"}""";

  private final KindDecoder decoder = new KindDecoder(WatchedKind.ENDPOINT_SLICE);

  private Page<Consumer<NamespaceState>> page(String json) throws IOException {
    return decoder.page(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private Event<Consumer<NamespaceState>> event(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return decoder.event(bytes, bytes.length);
  }

  private static List<Slice> slicesAfter(List<Consumer<NamespaceState>> changes) {
    NamespaceState state = new NamespaceState();
    changes.forEach(change -> change.accept(state));
    return List.copyOf(state.slices());
  }

  @Test
  void aListIsReadWithItsVersionWhateverTheOrder() throws IOException {
    String items = GOOD.formatted("a", 5) + "," + GOOD.formatted("b", 6);
    for (String json :
        List.of(
            "{\"kind\":\"EndpointSliceList\",\"metadata\":{\"resourceVersion\":\"9\",\"continue\":\"t\"},"
                + "\"items\":["
                + items
                + "]}",
            "{\"items\":["
                + items
                + "],\"metadata\":{\"continue\":\"t\",\"resourceVersion\":\"9\"}}")) {
      Page<Consumer<NamespaceState>> page = page(json);

      assertThat(page.version()).isEqualTo("9");
      assertThat(page.continueToken()).isEqualTo("t");
      assertThat(page.names()).containsExactlyInAnyOrder("a", "b");
      assertThat(slicesAfter(page.changes())).extracting(Slice::name).contains("a", "b");
    }
  }

  @Test
  void anObjectThatIsNotUnderstoodIsNamedAndTakesNothingAlong() throws IOException {
    Page<Consumer<NamespaceState>> page =
        page(
            "{\"items\":["
                + GOOD.formatted("a", 5)
                + ","
                + BAD
                + ","
                + GOOD.formatted("b", 6)
                + "],\"metadata\":{\"resourceVersion\":\"9\"}}");

    assertThat(page.names()).containsExactlyInAnyOrder("a", "bad", "b");
    assertThat(slicesAfter(page.changes()))
        .extracting(Slice::name)
        .containsExactlyInAnyOrder("a", "b");
    assertThat(page.undecodable())
        .singleElement()
        .satisfies(
            unread -> {
              assertThat(unread.name()).isEqualTo("bad");
              assertThat(unread.why()).contains("expected true or false, found 'perhaps'");
            });
  }

  @Test
  void aListThatIsCutOffIsNone() throws IOException {
    String json =
        "{\"metadata\":{\"resourceVersion\":\"9\"},\"items\":["
            + GOOD.formatted("a", 5)
            + ","
            + BAD
            + "]}";
    assertThat(page(json).names()).hasSize(2);
    for (int length = 0; length < json.length(); length++) {
      String part = json.substring(0, length);
      assertThatThrownBy(() -> page(part)).as(part).isInstanceOf(IOException.class);
    }
  }

  @Test
  void eventsAreReadWhateverTheOrder() throws IOException {
    String slice = GOOD.formatted("a", 7);
    for (String json :
        List.of(
            "{\"type\":\"MODIFIED\",\"object\":" + slice + "}",
            "{\"object\":" + slice + ",\"type\":\"ADDED\"}")) {
      Changed<Consumer<NamespaceState>> changed = (Changed<Consumer<NamespaceState>>) event(json);

      assertThat(changed.version()).isEqualTo("7");
      assertThat(slicesAfter(List.of(changed.change()))).extracting(Slice::name).contains("a");
    }
  }

  @Test
  void aDeletionSaysAtWhichVersionItHappened() throws IOException {
    NamespaceState state = new NamespaceState();
    List<Resolution> told = new ArrayList<>();
    state.watch("orders", told::add);
    state.put(Slices.service(TrafficPolicy.CLUSTER), "1");
    ((Changed<Consumer<NamespaceState>>)
            event("{\"type\":\"ADDED\",\"object\":" + GOOD.formatted("a", 7) + "}"))
        .change()
        .accept(state);
    ((Removed<Consumer<NamespaceState>>)
            event("{\"type\":\"DELETED\",\"object\":" + GOOD.formatted("a", 8) + "}"))
        .change()
        .accept(state);
    state.publish();

    assertThat(told)
        .containsExactly(
            new Resolution.Found(
                new ServiceSnapshot(Slices.service(TrafficPolicy.CLUSTER), List.of(), "8")));
  }

  @Test
  void bookmarksAndErrorsAreWhatTheyAre() throws IOException {
    assertThat(
            event(
                "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":"
                    + "{\"resourceVersion\":\"44\"}}}"))
        .isEqualTo(new Bookmark<>("44"));
    assertThat(
            event(
                "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"message\":\"too"
                    + " old\"}}"))
        .isEqualTo(new Refused<>(410, "too old"));
  }

  @Test
  void anUndecodableObjectInAnEventIsSkipped() throws IOException {
    assertThat(event("{\"type\":\"ADDED\",\"object\":" + BAD + "}"))
        .isInstanceOfSatisfying(
            Undecodable.class,
            skipped -> assertThat(skipped.unread().toString()).contains("ready"));
  }

  @Test
  void whatIsNoEventIsSaid() {
    assertThatThrownBy(() -> event("{\"type\":\"RENAMED\",\"object\":{}}"))
        .hasMessage("an event of the unknown type 'RENAMED'");
    assertThatThrownBy(() -> event("{\"type\":\"ADDED\"}"))
        .hasMessage("an event without an object");
    assertThatThrownBy(() -> event("{\"object\":{}}")).hasMessage("an event without a type");
    assertThatThrownBy(() -> event("<html>")).isInstanceOf(IOException.class);
  }
}
