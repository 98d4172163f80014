package dev.fairlead.internal.balancing;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.api.Target;
import dev.fairlead.api.Trouble;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Picker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The control plane of one target: from what is known to the state that the data plane reads, and
 * the events about it. Keeps what it had when nothing changed. Control plane only, but for what
 * says otherwise.
 */
final class TargetControl {
  private final Target target;
  private final Query query;
  private final BalancerSettings settings;
  private final BalancerHooks hooks;
  private final TargetTotals totals;
  private final Routes routes;
  private final PickerAssembly pickers;
  private final Affinity affinity = new Affinity();
  private final Location beginning;

  /** Carries the statistics from one set to the next. */
  private CandidateSet candidates = CandidateSet.EMPTY;

  TargetControl(
      Target target,
      LoadBalancer shownAs,
      BalancerSettings settings,
      BalancerHooks hooks,
      TargetTotals totals,
      Location location) {
    this.target = target;
    this.query = Query.of(target.port());
    this.settings = settings;
    this.hooks = hooks;
    this.totals = totals;
    this.routes = new Routes(shownAs, target, settings);
    this.pickers = new PickerAssembly(settings.health().spillOver(), totals, hooks.random());
    this.beginning = location;
  }

  /** Nothing is known. */
  TargetState beginning() {
    Selection selection = Judgement.empty(Reason.NOT_SYNCED, "");
    Resolution nothing = Resolution.Pending.FIRST_ANSWER;
    return new TargetState(
        null, List.of(), selection, beginning, nothing, route(selection, nothing));
  }

  /** Once something was known, it never becomes unknown again. */
  TargetState resolved(TargetState former, Resolution told) {
    // Slices that may not be used are no knowledge, however fresh they are.
    boolean useless = told instanceof Resolution.SlicesOnly && !assumesCluster();
    Resolution now =
        useless ? new Resolution.Refused(((Resolution.SlicesOnly) told).trouble()) : told;
    return rank(now) < rank(former.resolution()) ? former : next(former, now, former.location());
  }

  private static int rank(Resolution resolution) {
    if (resolution instanceof Resolution.Unknown) {
      return 0;
    }
    return resolution instanceof Resolution.SlicesOnly ? 1 : 2;
  }

  TargetState located(TargetState former, Location now) {
    return next(former, former.resolution(), now);
  }

  /** The same facts at another time. */
  TargetState judged(TargetState former) {
    Route route = route(former.selection(), former.resolution());
    return route.equals(former.route()) ? former : with(former, former.resolution(), route);
  }

  TargetState closed(TargetState former, String why) {
    Trouble trouble = new Trouble(Trouble.Kind.UNREACHABLE, hooks.clock().instant(), why);
    return next(former, new Resolution.Pending(trouble), former.location());
  }

  /** Any thread: the answer to a caller whose wait is over. */
  TargetState inVain(TargetState now, String how) {
    String cause = ((Selection.Empty) now.selection()).detail();
    Selection selection =
        Judgement.empty(
            Reason.NOT_SYNCED,
            how + "; " + (cause.isEmpty() ? "no answer of the API server yet" : cause));
    return new TargetState(
        null,
        List.of(),
        selection,
        now.location(),
        now.resolution(),
        route(selection, now.resolution()));
  }

  private TargetState next(TargetState former, Resolution resolution, Location location) {
    Selection found = select(resolution, location);
    Selection selection =
        SelectionDifference.isNone(found, former.selection()) ? former.selection() : found;
    Route route = route(selection, resolution);
    boolean same =
        selection.equals(former.selection())
            && location.equals(former.location())
            && Objects.equals(affinity(resolution), affinity(former.resolution()));
    if (same) {
      return with(former, resolution, route);
    }
    CandidateSet set =
        selection instanceof Selection.Eligible eligible
            ? candidates.next(eligible, location, totals)
            : CandidateSet.EMPTY;
    List<LiveCandidate> live = set.candidates();
    totals.health().follow(live);
    Picker picker = live.isEmpty() ? null : picker(live, affinity(resolution));
    candidates = set; // after the policy, which is the user's and may throw
    return new TargetState(picker, live, selection, location, resolution, route);
  }

  private Selection select(Resolution resolution, Location location) {
    Selection found = Judgement.select(resolution, query, location, assumesCluster());
    return settings.health().spillOver().adaptive()
        ? Reserves.add(found, resolution, query, location, assumesCluster())
        : found;
  }

  /** The same set, of which health thinks otherwise. */
  TargetState healed(TargetState former) {
    List<LiveCandidate> live = former.candidates();
    return live.isEmpty()
        ? former
        : new TargetState(
            picker(live, affinity(former.resolution())),
            live,
            former.selection(),
            former.location(),
            former.resolution(),
            former.route());
  }

  private Picker picker(List<LiveCandidate> live, @Nullable Duration stay) {
    PickerAssembly.Assembled<LiveCandidate> made = pickers.over(live, settings.policy());
    return stay == null ? made.picker() : affinity.over(made.used(), made.picker(), stay);
  }

  /** Any thread: a picker over some of the candidates of {@code now}. */
  <T extends Tracked> Picker among(
      List<T> some, @Nullable BalancingPolicy policy, TargetState now) {
    PickerAssembly.Assembled<T> made =
        pickers.over(some, policy == null ? settings.policy() : policy);
    Duration stay = affinity(now.resolution());
    return stay == null ? made.picker() : affinity.among(made.used(), made.picker(), stay);
  }

  private @Nullable Duration affinity(Resolution resolution) {
    return settings.sessionAffinity()
            && resolution instanceof Resolution.Found found
            && !found.snapshot().service().addresses().headless()
        ? found.snapshot().service().policies().affinity()
        : null;
  }

  private static TargetState with(TargetState former, Resolution resolution, Route route) {
    return new TargetState(
        former.picker(),
        former.candidates(),
        former.selection(),
        former.location(),
        resolution,
        route.equals(former.route()) ? former.route() : route);
  }

  private Route route(Selection selection, Resolution resolution) {
    return routes.of(selection, resolution.freshness(), hooks.clock().instant());
  }

  /** Whether slices alone are enough for this target. */
  boolean assumesCluster() {
    return settings.assumedCluster().contains(target.service());
  }

  /** Tells the listener what is new. */
  void tell(TargetState former, TargetState now) {
    FairleadListener listener = hooks.listener();
    if (listener == null) {
      return;
    }
    if (!now.selection().equals(former.selection())) {
      listener.selectionChanged(change(former.selection(), now));
    }
    if (!now.freshness().equals(former.freshness())) {
      listener.freshnessChanged(target, now.freshness());
    }
    if (!now.route().equals(former.route())) {
      listener.routeChanged(target, now.route());
    }
  }

  private SelectionChange change(Selection former, TargetState now) {
    return new SelectionChange(
        target,
        hooks.clock().instant(),
        now.resolution() instanceof Resolution.Found found ? found.snapshot().version() : "",
        SelectionDifference.without(now.selection(), former),
        SelectionDifference.without(former, now.selection()),
        now.selection(),
        now.freshness());
  }
}
