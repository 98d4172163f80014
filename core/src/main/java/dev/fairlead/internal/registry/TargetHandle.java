package dev.fairlead.internal.registry;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.PickTotals;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import dev.fairlead.internal.balancing.TargetBalancer;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The load balancer that callers hold for as long as they like: a target that has expired meanwhile
 * is opened again at its next use.
 */
final class TargetHandle implements LoadBalancer {
  private final TargetRegistry registry;
  private final Target target;

  /** Set before anybody has the handle, replaced by any thread that finds it ended. */
  private volatile @Nullable TargetEntry entry;

  TargetHandle(TargetRegistry registry, Target target) {
    this.registry = registry;
    this.target = target;
  }

  void leadsTo(TargetEntry first) {
    entry = first;
  }

  private TargetEntry entry() {
    return Objects.requireNonNull(entry);
  }

  private TargetBalancer inUse() {
    TargetEntry now = entry();
    if (!now.use()) {
      now = registry.reopen(now);
      entry = now;
    }
    return now.balancer();
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Pick pick(PickRequest request) {
    return inUse().pick(request);
  }

  @Override
  public Route route() {
    return inUse().route();
  }

  @Override
  public boolean tryRetry() {
    return inUse().tryRetry();
  }

  @Override
  public CompletionStage<Void> settled() {
    return inUse().settled();
  }

  @Override
  public CompletionStage<Selection> ready() {
    return inUse().ready();
  }

  @Override
  public Selection selection() {
    return inUse().selection();
  }

  /** Looking at a target does not keep it. */
  @Override
  public TargetReport report() {
    return entry().balancer().report();
  }

  @Override
  public PickTotals totals() {
    return entry().balancer().totals();
  }
}
