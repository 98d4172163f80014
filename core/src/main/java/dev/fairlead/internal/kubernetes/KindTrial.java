package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Trouble;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.Decoder.Unread;
import dev.fairlead.internal.watching.Failure;
import dev.fairlead.internal.watching.Feed;
import dev.fairlead.internal.watching.SilenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far the trial of one kind in one namespace has come: what is in the objects does not matter.
 * Control plane only.
 */
final class KindTrial implements Feed<Consumer<NamespaceState>> {
  private final WatchedKind kind;
  private final ApiTrouble words;
  private final Clock clock;
  private boolean listed;
  private boolean followed;
  private @Nullable Trouble trouble;

  /** When the list was asked for; once it is there, when the watch was. */
  private Instant asked;

  KindTrial(WatchedKind kind, ApiTrouble words, Clock clock) {
    this.kind = kind;
    this.words = words;
    this.clock = clock;
    this.asked = clock.instant();
  }

  boolean isListed() {
    return listed;
  }

  boolean isFollowed() {
    return followed;
  }

  /** Whether waiting longer would tell nothing else: nobody takes a refusal back meanwhile. */
  boolean isDecided() {
    Trouble now = trouble;
    return followed || (now != null && now.isRefusal());
  }

  /** What keeps it from being followed; that nothing came, if nothing did. */
  Trouble obstacle() {
    Trouble told = trouble;
    if (told != null) {
      return told;
    }
    Duration silence = Duration.between(asked, clock.instant());
    String verb = listed ? "watch" : "list";
    return words.explain(kind, new Failure(verb, 0, "", new SilenceException(silence)), asked);
  }

  @Override
  public void listed(List<Consumer<NamespaceState>> changes, Set<String> names, String version) {
    if (!listed) {
      listed = true;
      trouble = null;
      asked = clock.instant();
    }
  }

  @Override
  public void following() {
    followed = true;
    trouble = null;
  }

  @Override
  public void troubled(Failure failure) {
    Trouble former = trouble;
    followed = false;
    trouble = words.explain(kind, failure, former == null ? clock.instant() : former.since());
  }

  @Override
  public void changed(Consumer<NamespaceState> change) {}

  @Override
  public void restarting() {}

  @Override
  public void undecodable(Unread unread) {}
}
