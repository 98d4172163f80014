package dev.fairlead.grpc;

import io.grpc.ConnectivityState;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.SynchronizationContext.ScheduledHandle;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When a new picker is made: at once where something leaves, since calls must not go there; for the
 * first connection that is ready, since calls wait for it; and some milliseconds later for each
 * further one, since with n connections that would be n pickers over n. What becomes of those that
 * are not ready matters only while none is. Belongs to the synchronization context.
 */
final class PickerUpdates {
  private static final long TOGETHER_MILLIS = 10;

  private final LoadBalancer.Helper channel;
  private final Consumer<PickerUpdates> update;

  private @Nullable ConnectivityState state;
  private boolean queued;
  private @Nullable ScheduledHandle later;
  private boolean ended;

  /** A picker, and the state of the channel it stands for. */
  record Update(ConnectivityState state, SubchannelPicker picker) {}

  /**
   * @param update publishes what is so at its time
   */
  PickerUpdates(LoadBalancer.Helper channel, Consumer<PickerUpdates> update) {
    this.channel = channel;
    this.update = update;
  }

  /** Right now. */
  void now() {
    if (later != null) {
      later.cancel();
      later = null;
    }
    if (!ended) {
      update.accept(this);
    }
  }

  /** After what the channel was told in this moment: many may leave together. */
  void soon() {
    if (!queued) {
      queued = true;
      channel
          .getSynchronizationContext()
          .execute(
              () -> {
                queued = false;
                now();
              });
    }
  }

  /** The first at once, others together. */
  void oneMoreIsReady() {
    if (state != ConnectivityState.READY) {
      soon();
    } else if (later == null) {
      later =
          channel
              .getSynchronizationContext()
              .schedule(
                  this::now,
                  TOGETHER_MILLIS,
                  TimeUnit.MILLISECONDS,
                  channel.getScheduledExecutorService());
    }
  }

  /** One that was not ready is not ready in another way. */
  void oneOfTheOthers() {
    if (state != ConnectivityState.READY) {
      soon();
    }
  }

  void publish(Update now) {
    state = now.state();
    channel.updateBalancingState(now.state(), now.picker());
  }

  void end() {
    ended = true;
    if (later != null) {
      later.cancel();
    }
  }
}
