package dev.fairlead.grpc;

import io.grpc.ConnectivityState;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The policy {@code fairlead}: a connection to each endpoint, and Fairlead's choice among those
 * that are ready. Works over the addresses of other resolvers too, in turn.
 *
 * <p>An empty set is an answer: calls fail at once with the reason, and no connection is kept. All
 * methods run in the channel's synchronization context.
 */
final class FairleadLoadBalancer extends LoadBalancer implements EndpointChild.Owner {
  private final Helper helper;
  private final LoadBalancerProvider leaf;
  private final ConnectQueue queue;
  private final PickerUpdates updates;
  private final Map<Object, EndpointChild> children = new HashMap<>();

  private @Nullable Followed followed;
  private PolicyConfig config = PolicyConfig.DEFAULT;

  /** Why there are no addresses; null when there are, or were. */
  private @Nullable Status failure;

  FairleadLoadBalancer(Helper helper, LoadBalancerProvider leaf) {
    this.helper = helper;
    this.leaf = leaf;
    this.queue = new ConnectQueue(helper);
    this.updates = new PickerUpdates(helper, this::update);
  }

  @Override
  public Status acceptResolvedAddresses(ResolvedAddresses resolved) {
    Object given = resolved.getLoadBalancingPolicyConfig();
    config = given instanceof PolicyConfig own ? own : PolicyConfig.DEFAULT;
    followed = resolved.getAttributes().get(Followed.KEY);
    List<EquivalentAddressGroup> groups = resolved.getAddresses();
    if (groups.isEmpty() && followed == null) {
      // Of another resolver, which may have said so by mistake: asked again, as other policies do.
      Status none = Status.UNAVAILABLE.withDescription("The resolver found no address");
      handleNameResolutionError(none);
      return none;
    }
    failure = null;
    Collection<EndpointChild> gone = keepOnly(groups);
    begin(groups);
    updates.now();
    gone.forEach(EndpointChild::shutdown); // not before nobody can choose them any more
    return Status.OK;
  }

  /** Asked by policies around this one that forward only what is not empty. */
  @Override
  @SuppressWarnings("deprecation") // they still ask
  public boolean canHandleEmptyAddressListFromNameResolution() {
    return true;
  }

  private Collection<EndpointChild> keepOnly(List<EquivalentAddressGroup> groups) {
    HashSet<Object> keys = new HashSet<>();
    groups.forEach(group -> keys.add(EndpointChild.key(group)));
    List<EndpointChild> gone = new ArrayList<>();
    children
        .entrySet()
        .removeIf(
            child -> {
              boolean leaves = !keys.contains(child.getKey());
              if (leaves) {
                gone.add(child.getValue());
              }
              return leaves;
            });
    queue.remove(gone);
    return gone;
  }

  /**
   * From a random place on, so that the clients of a Service do not all begin with the same pod.
   */
  private void begin(List<EquivalentAddressGroup> groups) {
    List<EndpointChild> fresh = new ArrayList<>();
    for (EquivalentAddressGroup group : groups) {
      Object key = EndpointChild.key(group);
      EndpointChild known = children.get(key);
      if (known == null) {
        EndpointChild child = new EndpointChild(group, helper, leaf, this);
        children.put(key, child);
        fresh.add(child);
      } else {
        known.becomes(group);
      }
    }
    if (!fresh.isEmpty()) {
      Collections.rotate(fresh, ThreadLocalRandom.current().nextInt(fresh.size()));
      queue.add(fresh);
    }
  }

  @Override
  public void changed(EndpointChild child, ConnectivityState former) {
    if (child.state() != ConnectivityState.CONNECTING) {
      queue.done(child);
    }
    if (child.state() == ConnectivityState.READY && former != ConnectivityState.READY) {
      updates.oneMoreIsReady();
    } else if (former == ConnectivityState.READY) {
      updates.soon();
    } else if (child.state() != former || former == ConnectivityState.TRANSIENT_FAILURE) {
      updates.oneOfTheOthers();
    }
  }

  private void update(PickerUpdates to) {
    to.publish(
        new ChildrenView(children.values(), followed, config.choose(ofTarget()), failure).picker());
  }

  private @Nullable String ofTarget() {
    return followed == null ? null : followed.lb();
  }

  /** Does nothing while there are addresses: they are what is known. */
  @Override
  public void handleNameResolutionError(Status error) {
    if (children.isEmpty() && followed == null) {
      failure = error;
      updates.now();
    }
  }

  @Override
  public void requestConnection() {
    children.values().forEach(EndpointChild::requestConnection);
  }

  @Override
  public void shutdown() {
    updates.end();
    queue.end();
    children.values().forEach(EndpointChild::shutdown);
    children.clear();
  }
}
