package dev.fairlead.internal.balancing;

import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.PickTotals;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.ConnectionPicker;
import dev.fairlead.spi.EndpointSource.Subscription;
import dev.fairlead.spi.Picker;
import dev.fairlead.spi.TargetObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The load balancer of one target: what the data plane does with the state that the control plane
 * publishes through {@link TargetControl}.
 */
public final class TargetBalancer implements LoadBalancer {
  private final Target target;
  private final BalancerHooks hooks;
  private final TargetTotals totals;
  private final RetryBudget retries;
  private final Observers observers = new Observers();
  private final FirstAnswer first;
  private final TargetControl control;

  /** Written by the control plane, read by all. */
  private volatile TargetState state;

  /** As the other constructor; callers pick from the object itself. */
  public TargetBalancer(
      Target target, BalancerSettings settings, BalancerHooks hooks, Location location) {
    this(target, settings, hooks, location, null);
  }

  /**
   * One that knows nothing yet.
   *
   * @param location what is known of the own location so far
   * @param shownAs what callers pick from, in routes; null for the object itself
   */
  public TargetBalancer(
      Target target,
      BalancerSettings settings,
      BalancerHooks hooks,
      Location location,
      @Nullable LoadBalancer shownAs) {
    this.target = target;
    this.hooks = hooks;
    this.totals = new TargetTotals(target, settings.health(), hooks, this::healthChanged);
    this.retries = new RetryBudget(totals.now());
    this.first = new FirstAnswer(settings.firstSyncWait(), hooks.nanoTime());
    this.control =
        new TargetControl(
            target, shownAs == null ? this : shownAs, settings, hooks, totals, location);
    this.state = control.beginning();
  }

  /** Takes what is known of the Service now. Control plane only. */
  public void resolved(Resolution now) {
    publish(control.resolved(state, now));
  }

  /** Takes what is known of the own location now. Control plane only. */
  public void located(Location now) {
    publish(control.located(state, now));
  }

  /** Looks at the clock: trust may have run out. Control plane only. */
  public void checkTime() {
    publish(control.judged(state));
  }

  private void healthChanged() {
    publish(control.healed(state));
  }

  /** Once a second: how endpoints did of late may change who is picked. Control plane only. */
  public void checkHealth() {
    totals.health().tick();
  }

  /** Nothing more will be told: a pick that still waits fails now. Control plane only. */
  public void closed(String why) {
    if (!first.isThere()) {
      publish(control.closed(state, why));
      first.is(state.selection());
    }
  }

  private void publish(TargetState next) {
    TargetState former = state;
    state = next;
    if (!(next.resolution() instanceof Resolution.Pending)) {
      first.is(next.selection());
    }
    control.tell(former, next);
    observers.tell(next, routeNow());
  }

  /**
   * Tells {@code observer} now and at each change, until the subscription is closed. Control plane
   * only, and there the observer is told.
   */
  public Subscription observe(TargetObserver observer) {
    return observers.add(observer, state, routeNow());
  }

  private Route routeNow() {
    Route.ByName bypass = hooks.bypass().get();
    return bypass == null ? state.route() : bypass;
  }

  /** As {@link dev.fairlead.spi.AdapterLease#among}. */
  public <C> @Nullable ConnectionPicker<C> among(
      Map<EndpointIdentity, C> connections, @Nullable BalancingPolicy policy) {
    TargetState now = state;
    List<Connected<C>> connected = Connections.of(now.candidates(), connections, retries);
    return connected.isEmpty()
        ? null
        : new Connections<>(control.among(connected, policy, now), totals);
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Pick pick(PickRequest request) {
    TargetState now = state;
    Picker picker = now.picker();
    if (picker == null) {
      now = afterFirstAnswer();
      picker = now.picker();
    }
    if (picker == null) {
      throw refusal(now);
    }
    long time = totals.now();
    if (request.tried().isEmpty()) {
      retries.call(time);
    } else {
      totals.retry();
    }
    return new TrackedPick((LiveCandidate) picker.pick(request, time), time);
  }

  @Override
  public boolean tryRetry() {
    boolean granted = retries.take(totals.now());
    if (!granted) {
      totals.refuseRetry();
    }
    return granted;
  }

  @Override
  public CompletionStage<Void> settled() {
    return first.settled();
  }

  private NoEndpointException refusal(TargetState now) {
    Selection.Empty empty = (Selection.Empty) now.selection();
    totals.refuse(empty.reason());
    return new NoEndpointException(target, now.location(), empty);
  }

  private TargetState afterFirstAnswer() {
    String inVain = first.await();
    TargetState now = state;
    boolean stillUnknown =
        now.selection() instanceof Selection.Empty empty && empty.reason() == Reason.NOT_SYNCED;
    return inVain == null || !stillUnknown ? now : control.inVain(now, inVain);
  }

  @Override
  public Route route() {
    Route.ByName bypass = hooks.bypass().get();
    if (bypass != null) {
      if (bypass.cause() == Route.Cause.SHADOW) {
        countShadow();
      }
      totals.goByName(bypass.cause());
      return bypass;
    }
    // The state is read last: one from before the answer would let the call go by name.
    TargetState now = first.isThere() ? state : afterFirstAnswer();
    if (now.route() instanceof Route.ByName byName) {
      totals.goByName(byName.cause());
    }
    return now.route();
  }

  /** Never waits: whoever only watches must not slow the call down. */
  private void countShadow() {
    Picker picker = state.picker();
    if (picker == null) {
      totals.wouldRefuse();
    } else {
      ((LiveCandidate) picker.pick(PickRequest.ANY, totals.now())).shadow();
    }
  }

  @Override
  public Selection selection() {
    return state.selection();
  }

  @Override
  public PickTotals totals() {
    return totals;
  }

  @Override
  public CompletionStage<Selection> ready() {
    return first.stage();
  }

  @Override
  public TargetReport report() {
    TargetState now = state;
    Route.@Nullable ByName bypass = hooks.bypass().get();
    long time = totals.now();
    List<EndpointReport> endpoints = new ArrayList<>(now.candidates().size());
    now.candidates().forEach(candidate -> endpoints.add(candidate.report(time)));
    return new TargetReport(
        target,
        now.location(),
        now.selection(),
        now.freshness(),
        bypass == null ? now.route() : bypass,
        Judgement.explain(
            now.resolution(), Query.of(target.port()), now.location(), control.assumesCluster()),
        endpoints,
        totals);
  }
}
