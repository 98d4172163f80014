package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Slice;
import dev.fairlead.fakes.FakeTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Few Services by themselves, many by their namespace, and the way from one to the other. */
class NamespaceWatchTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services?";
  private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?";

  private final FakeTransport server = new FakeTransport();
  private final NamespaceWatch shop =
      new NamespaceWatch(
          "shop",
          server.parts(),
          new Announcer("http://127.0.0.1:1", "shop", Clock.systemUTC(), new FairleadListener() {}),
          state -> {});

  /** What each Service was told, by the addresses found. */
  private final Map<String, List<String>> told = new TreeMap<>();

  private final Map<String, Consumer<Resolution>> observers = new TreeMap<>();

  @BeforeEach
  void fiveServicesAreWatched() {
    for (int i = 1; i <= 5; i++) {
      use("s" + i);
    }
    open("fieldSelector=metadata.name", this::services, "20");
    open("labelSelector", this::slices, "21");
    assertThat(told).allSatisfy((service, sets) -> assertThat(sets).containsExactly("10.0.0.1"));
  }

  private interface Listing {
    String of(String... services);
  }

  private void use(String service) {
    List<String> sets = told.computeIfAbsent(service, name -> new ArrayList<>());
    Consumer<Resolution> observer = resolution -> sets.add(words(resolution));
    observers.put(service, observer);
    shop.watch(service, observer);
  }

  private static String words(Resolution resolution) {
    return resolution instanceof Resolution.Found found
        ? found.snapshot().slices().stream()
            .map(Slice::endpoints)
            .flatMap(List::stream)
            .map(endpoint -> String.valueOf(endpoint.address()))
            .collect(Collectors.joining(" "))
        : resolution.getClass().getSimpleName();
  }

  /** Answers the lists that are open, and begins their watches. */
  private void open(String selector, Listing listing, String version) {
    for (FakeTransport.Request request : List.copyOf(server.requests)) {
      String path = request.path();
      if (path.contains(selector) && !path.contains("watch=true") && !request.isCancelled()) {
        String service = path.replaceAll(".*%3D(s\\d).*", "$1");
        request.answer(200, listing.of(service).replace("VERSION", version));
        server.last().head(200);
      }
    }
  }

  private String services(String... names) {
    return list(names, NamespaceWatchTest::service);
  }

  private String slices(String... names) {
    return list(names, name -> slice(name, "10.0.0.1"));
  }

  private static String list(String[] names, java.util.function.UnaryOperator<String> item) {
    return "{\"metadata\":{\"resourceVersion\":\"VERSION\"},\"items\":["
        + List.of(names).stream().map(item).collect(Collectors.joining(","))
        + "]}";
  }

  private static String service(String name) {
    return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"shop\",\"resourceVersion\":\"5\"},"
            .formatted(name)
        + "\"spec\":{\"clusterIP\":\"10.96.0.1\",\"ports\":[{\"name\":\"http\",\"port\":80}]}}";
  }

  private static String slice(String service, String address) {
    return ("{\"metadata\":{\"name\":\"%s-a\",\"namespace\":\"shop\",\"resourceVersion\":\"30\","
            + "\"labels\":{\"kubernetes.io/service-name\":\"%s\"}},\"addressType\":\"IPv4\","
            + "\"ports\":[{\"name\":\"http\",\"port\":80}],"
            + "\"endpoints\":[{\"addresses\":[\"%s\"]}]}")
        .formatted(service, service, address);
  }

  private FakeTransport.Request request(String begin) {
    return server.requests.stream()
        .filter(request -> request.path().startsWith(begin))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private static String[] all() {
    return IntStream.rangeClosed(1, 6).mapToObj(i -> "s" + i).toArray(String[]::new);
  }

  private long openWatches(String selector) {
    return server.requests.stream()
        .filter(request -> request.path().contains(selector) && !request.isCancelled())
        .filter(request -> request.path().contains("watch=true"))
        .count();
  }

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
}
