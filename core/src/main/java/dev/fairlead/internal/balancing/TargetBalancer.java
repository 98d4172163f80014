package dev.fairlead.internal.balancing;

import dev.fairlead.api.EndpointCounts;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Target;
import dev.fairlead.internal.selection.EndpointSelector;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Picker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The load balancer of one target.
 *
 * <p>The control plane calls {@link #resolved} and {@link #located}; each computes a new {@link
 * State} and publishes it by one volatile write if anything changed. The data plane reads that
 * field once for each pick.
 */
public final class TargetBalancer implements LoadBalancer {
  private final Target target;
  private final Query query;
  private final BalancingPolicy policy;
  private final Duration firstSyncWait;
  private final CompletableFuture<Selection> first = new CompletableFuture<>();

  /** Control plane only. */
  private Resolution resolution = new Resolution.Pending("");

  /** Control plane only. */
  private Location location;

  /** Control plane only. */
  private CandidateSet candidates = CandidateSet.EMPTY;

  /** Written by the control plane, read by all. */
  private volatile State state;

  /**
   * @param firstSyncWait how long a pick may wait while nothing is known yet
   */
  public TargetBalancer(
      Target target, BalancingPolicy policy, Location location, Duration firstSyncWait) {
    this.target = target;
    this.query = Query.of(target.port());
    this.policy = policy;
    this.location = location;
    this.firstSyncWait = firstSyncWait;
    this.state = new State(null, notSynced(""), location);
  }

  /**
   * @param picker null exactly when the selection is empty
   */
  private record State(@Nullable Picker picker, Selection selection, Location location) {}

  /** Takes what is known of the Service now. Once it was known, it never becomes unknown again. */
  public void resolved(Resolution now) {
    if (!(now instanceof Resolution.Unknown) || resolution instanceof Resolution.Unknown) {
      resolution = now;
      update();
    }
  }

  /** Takes what is known of the own location now. */
  public void located(Location now) {
    location = now;
    update();
  }

  /** Nothing more will be told: a pick that still waits fails now. */
  public void closed() {
    if (!first.isDone()) {
      resolved(new Resolution.Pending("the Fairlead was closed"));
      first.complete(state.selection);
    }
  }

  private void update() {
    Selection selection = select();
    State former = state;
    if (!selection.equals(former.selection) || !location.equals(former.location)) {
      state = new State(picker(selection, former), selection, location);
    }
    if (!(resolution instanceof Resolution.Pending)) {
      first.complete(selection);
    }
  }

  private @Nullable Picker picker(Selection selection, State former) {
    if (selection.equals(former.selection)) {
      return former.picker; // only the location changed
    }
    if (selection instanceof Selection.Eligible eligible) {
      candidates = candidates.next(eligible.endpoints());
      return policy.newPicker(candidates.candidates());
    }
    candidates = CandidateSet.EMPTY;
    return null;
  }

  private Selection select() {
    if (resolution instanceof Resolution.Found found) {
      ServiceSnapshot snapshot = found.snapshot();
      return EndpointSelector.select(snapshot.service(), snapshot.slices(), query, location);
    }
    if (resolution instanceof Resolution.Unknown unknown) {
      return new Selection.Empty(reason(unknown), EndpointCounts.NONE, unknown.explanation());
    }
    return Selection.Empty.of(Reason.SERVICE_NOT_FOUND);
  }

  private static Reason reason(Resolution.Unknown unknown) {
    if (unknown instanceof Resolution.Refused) {
      return Reason.FORBIDDEN;
    }
    return unknown instanceof Resolution.NoSource ? Reason.NO_SOURCE : Reason.NOT_SYNCED;
  }

  private static Selection.Empty notSynced(String detail) {
    return new Selection.Empty(Reason.NOT_SYNCED, EndpointCounts.NONE, detail);
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Pick pick(PickRequest request) {
    State now = state;
    if (now.picker == null) {
      now = afterFirstSync();
    }
    if (now.picker == null) {
      throw new NoEndpointException(target, now.location, (Selection.Empty) now.selection);
    }
    return new TrackedPick((LiveCandidate) now.picker.pick(request));
  }

  /** The only place where a caller waits: nothing has been known yet. */
  private State afterFirstSync() {
    if (first.isDone()) {
      return state;
    }
    try {
      first.get(firstSyncWait.toNanos(), TimeUnit.NANOSECONDS);
      return state;
    } catch (TimeoutException e) {
      return waitedInVain("waited " + firstSyncWait.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return waitedInVain("interrupted while waiting");
    } catch (ExecutionException e) {
      throw new AssertionError("Never completed with a failure", e);
    }
  }

  private State waitedInVain(String how) {
    State now = state;
    if (now.selection instanceof Selection.Empty empty && empty.reason() == Reason.NOT_SYNCED) {
      String cause = empty.detail().isEmpty() ? "no answer of the API server yet" : empty.detail();
      return new State(null, notSynced(how + "; " + cause), now.location);
    }
    return now;
  }

  @Override
  public Selection selection() {
    return state.selection;
  }

  @Override
  public CompletionStage<Selection> ready() {
    // What a caller hangs on it must not run on the control plane, which completes it.
    return first.thenApplyAsync(selection -> selection).minimalCompletionStage();
  }
}
