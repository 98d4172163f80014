package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Slice;
import dev.fairlead.fakes.FakeTransport;
import dev.fairlead.fakes.MovingClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** A namespace with five Services in use, on a transport on which the test answers. */
abstract class NamespaceWatchFixture {
  static final String SERVICES = "/api/v1/namespaces/shop/services?";
  static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?";

  final FakeTransport server = new FakeTransport();
  final MovingClock clock = new MovingClock();

  /** Of the last copy that was shown before it was published. */
  boolean dependsOnNode;

  final NamespaceWatch shop =
      new NamespaceWatch(
          "shop",
          server.parts(),
          new Announcer("http://127.0.0.1:1", "shop", clock, new FairleadListener() {}),
          state -> dependsOnNode = state.dependsOnNode());

  /** What each Service was told, by the addresses found. */
  final Map<String, List<String>> told = new TreeMap<>();

  /** How fresh that was, of all Services. */
  final List<Freshness> fresh = new ArrayList<>();

  final Map<String, Consumer<Resolution>> observers = new TreeMap<>();

  @BeforeEach
  void fiveServicesAreWatched() {
    for (int i = 1; i <= 5; i++) {
      use("s" + i);
    }
    open("fieldSelector=metadata.name", this::services, "20");
    open("labelSelector", this::slices, "21");
    assertThat(told).allSatisfy((service, sets) -> assertThat(sets).containsExactly("10.0.0.1"));
  }

  interface Listing {
    String of(String... services);
  }

  void use(String service) {
    List<String> sets = told.computeIfAbsent(service, name -> new ArrayList<>());
    Consumer<Resolution> observer =
        resolution -> {
          sets.add(words(resolution));
          fresh.add(resolution.freshness());
        };
    observers.put(service, observer);
    shop.watch(service, observer);
  }

  static String words(Resolution resolution) {
    return resolution instanceof Resolution.Found found
        ? found.snapshot().slices().stream()
            .map(Slice::endpoints)
            .flatMap(List::stream)
            .map(endpoint -> String.valueOf(endpoint.address()))
            .collect(Collectors.joining(" "))
        : resolution.getClass().getSimpleName();
  }

  /** Answers the lists that are open, and begins their watches. */
  void open(String selector, Listing listing, String version) {
    for (FakeTransport.Request request : List.copyOf(server.requests)) {
      String path = request.path();
      if (path.contains(selector) && !path.contains("watch=true") && !request.isCancelled()) {
        String service = path.replaceAll(".*%3D(s\\d).*", "$1");
        request.answer(200, listing.of(service).replace("VERSION", version));
        server.last().head(200);
      }
    }
  }

  String services(String... names) {
    return list(names, NamespaceWatchFixture::service);
  }

  String slices(String... names) {
    return list(names, name -> slice(name, "10.0.0.1"));
  }

  static String list(String[] names, UnaryOperator<String> item) {
    return "{\"metadata\":{\"resourceVersion\":\"VERSION\"},\"items\":["
        + List.of(names).stream().map(item).collect(Collectors.joining(","))
        + "]}";
  }

  static String service(String name) {
    return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"shop\",\"resourceVersion\":\"5\"},"
            .formatted(name)
        + "\"spec\":{\"clusterIP\":\"10.96.0.1\",\"ports\":[{\"name\":\"http\",\"port\":80}]}}";
  }

  static String slice(String service, String address) {
    return ("{\"metadata\":{\"name\":\"%s-a\",\"namespace\":\"shop\",\"resourceVersion\":\"30\","
            + "\"labels\":{\"kubernetes.io/service-name\":\"%s\"}},\"addressType\":\"IPv4\","
            + "\"ports\":[{\"name\":\"http\",\"port\":80}],"
            + "\"endpoints\":[{\"addresses\":[\"%s\"]}]}")
        .formatted(service, service, address);
  }

  FakeTransport.Request request(String begin) {
    return server.requests.stream()
        .filter(request -> request.path().startsWith(begin))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  static String[] all() {
    return IntStream.rangeClosed(1, 6).mapToObj(i -> "s" + i).toArray(String[]::new);
  }

  long openWatches(String selector) {
    return server.requests.stream()
        .filter(request -> request.path().contains(selector) && !request.isCancelled())
        .filter(request -> request.path().contains("watch=true"))
        .count();
  }
}
