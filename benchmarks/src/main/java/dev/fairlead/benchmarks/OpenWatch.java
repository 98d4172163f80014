package dev.fairlead.benchmarks;

import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.kubernetes.SliceEvents;
import dev.fairlead.internal.watching.Decoder;
import dev.fairlead.internal.watching.Failure;
import dev.fairlead.internal.watching.Feed;
import dev.fairlead.internal.watching.LastHeard;
import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.RelistBudget;
import dev.fairlead.internal.watching.Transport;
import dev.fairlead.internal.watching.WatchParts;
import dev.fairlead.internal.watching.WatchTimes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fairlead's own watch on EndpointSlices, open, with neither network nor threads: what it is fed is
 * decoded and told before {@link #feed} returns. One user at a time.
 */
final class OpenWatch implements Transport, Feed<Consumer<NamespaceState>> {
  private static final String EMPTY_LIST =
      "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";

  private @Nullable Response response;
  private @Nullable Consumer<NamespaceState> change;

  /** Lists nothing and begins to watch. */
  OpenWatch() {
    WatchParts parts =
        new WatchParts(
            this,
            Runnable::run,
            Runnable::run,
            (pause, task) -> {},
            new RelistBudget(System::nanoTime),
            WatchTimes.DEFAULT,
            new SplittableRandom(1),
            System::nanoTime,
            new LastHeard(System::nanoTime));
    new ListWatch<>("/slices?", SliceEvents.decoder(), this, parts).start("");
    Response list = Objects.requireNonNull(response);
    list.head(200, null);
    list.bytes(ByteBuffer.wrap(EMPTY_LIST.getBytes(StandardCharsets.UTF_8)));
    list.ended(null);
    Objects.requireNonNull(response).head(200, null);
  }

  /**
   * Takes the bytes of one event, and tells the change it makes.
   *
   * @throws IllegalStateException when the bytes are no event
   */
  Consumer<NamespaceState> feed(List<ByteBuffer> event) {
    change = null;
    Response watch = Objects.requireNonNull(response);
    event.forEach(watch::bytes);
    if (change == null) {
      throw new IllegalStateException("Not one change of a slice");
    }
    return change;
  }

  @Override
  public Exchange get(String path, Duration untilHead, Response asked) {
    response = asked;
    return () -> {};
  }

  @Override
  public void changed(Consumer<NamespaceState> told) {
    change = told;
  }

  @Override
  public void renew() {}

  @Override
  public void listed(List<Consumer<NamespaceState>> changes, Set<String> names, String version) {}

  @Override
  public void following() {}

  @Override
  public void troubled(Failure failure) {
    throw new IllegalStateException("The watch is lost: " + failure);
  }

  @Override
  public void restarting() {}

  @Override
  public void undecodable(Decoder.Unread unread) {
    throw new IllegalStateException("Not understood: " + unread);
  }
}
