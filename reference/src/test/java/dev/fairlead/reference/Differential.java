package dev.fairlead.reference;

import static org.awaitility.Awaitility.await;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.spi.EndpointSource;
import dev.fairlead.spi.EndpointSource.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Two sources that watch the same Services while their objects change at random: whenever it has
 * become quiet, both say what the API server holds. Up to eight of ten Services are watched; which
 * ones and how many changes too, and now and then all are left and others begun with. One thread.
 */
public final class Differential {
  private static final int FEWEST = 3;
  private static final int MOST = 8;

  /** In so many changes of what is watched everything is left once. */
  private static final int LEFT = 20;

  private final ObjectApi api;
  private final EndpointSource own;
  private final EndpointSource reference;
  private final Random random;
  private final RandomChanges changes;
  private final Map<String, Watched> watched = new TreeMap<>();

  /** Not watched any more since the last agreement: what is on its way may still be told. */
  private final List<Told> leaving = new ArrayList<>();

  /** Not watched any more, and told all that was on its way. */
  private final List<Told> left = new ArrayList<>();

  /** What was done since the last agreement. */
  private final List<String> steps = new ArrayList<>();

  private int step;

  /** To watch, until all is left: some of the time few enough for a watch of each Service. */
  private int most;

  private record Watched(Told own, Told reference, List<Subscription> ends) {}

  /** Both sources stay the caller's. */
  public Differential(ObjectApi api, EndpointSource own, EndpointSource reference, Random random) {
    this.api = api;
    this.own = own;
    this.reference = reference;
    this.random = random;
    this.changes = new RandomChanges(api, random);
    beginAnew();
  }

  private String beginAnew() {
    List.copyOf(watched.keySet()).forEach(this::unwatch);
    most = FEWEST + 1 + random.nextInt(MOST - FEWEST);
    while (watched.size() < FEWEST) {
      String service = RandomServices.anyName(random);
      if (!watched.containsKey(service)) {
        watch(service);
      }
    }
    return "leave all, watch " + watched.keySet();
  }

  /** One random change of an object, or of what is watched. */
  public void step() {
    step++;
    done(random.nextInt(15) == 0 ? watchOrUnwatch() : changes.next());
  }

  /** Notes something else that was done, for the report. */
  public void done(String what) {
    steps.add(step + ": " + what);
  }

  private String watchOrUnwatch() {
    if (random.nextInt(LEFT) == 0) {
      return beginAnew();
    }
    String service = RandomServices.anyName(random);
    Watched known = watched.get(service);
    if (known == null && watched.size() < most) {
      watch(service);
      return "watch " + service;
    }
    if (known != null && watched.size() > FEWEST) {
      unwatch(service);
      return "unwatch " + service;
    }
    return "watch as before";
  }

  private void watch(String service) {
    ServiceKey key = new ServiceKey(api.namespace(), service);
    Told byOwn = new Told();
    Told byReference = new Told();
    List<Subscription> ends = List.of(own.watch(key, byOwn), reference.watch(key, byReference));
    watched.put(service, new Watched(byOwn, byReference, ends));
  }

  private void unwatch(String service) {
    Watched known = watched.remove(service);
    if (known != null) {
      known.ends().forEach(Subscription::close);
      leaving.add(known.own());
      leaving.add(known.reference());
    }
  }

  /**
   * Waits until both sources say what the API server holds.
   *
   * @throws AssertionError when they do not within {@code patience}; it names the steps since the
   *     last agreement and the difference
   */
  public void awaitAgreement(Duration patience) {
    NamespaceObjects truth = NamespaceObjects.of(api);
    try {
      waiting(patience).until(() -> difference(truth) == null);
      if (!leaving.isEmpty()) {
        awaitTurn(truth, patience);
      }
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(report(truth), e);
    }
    steps.clear();
    leaving.forEach(Told::end);
    left.addAll(leaving);
    leaving.clear();
  }

  private static ConditionFactory waiting(Duration patience) {
    return await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(patience);
  }

  /** A source does one thing after the other: who comes now is told after the others have left. */
  private void awaitTurn(NamespaceObjects truth, Duration patience) {
    String service = watched.keySet().iterator().next();
    ServiceKey key = new ServiceKey(api.namespace(), service);
    for (EndpointSource source : List.of(own, reference)) {
      Told last = new Told();
      Subscription end = source.watch(key, last);
      waiting(patience).until(() -> last.wrong(truth.resolution(service)) == null);
      end.close();
    }
  }

  private @Nullable String difference(NamespaceObjects truth) {
    for (Told former : left) {
      if (former.broken() != null) {
        return former.broken();
      }
    }
    for (Map.Entry<String, Watched> entry : watched.entrySet()) {
      Resolution expected = truth.resolution(entry.getKey());
      String own = entry.getValue().own().wrong(expected);
      String byReference = entry.getValue().reference().wrong(expected);
      if (own != null || byReference != null) {
        return entry.getKey()
            + "\n  truth:    "
            + expected
            + "\n  own:      "
            + (own == null ? "right" : own)
            + "\n  informer: "
            + (byReference == null ? "right" : byReference);
      }
    }
    return null;
  }

  private String report(NamespaceObjects truth) {
    return "step "
        + step
        + ", watching "
        + watched.keySet()
        + "; since the last agreement:\n  "
        + String.join("\n  ", steps)
        + "\n"
        + difference(truth);
  }
}
