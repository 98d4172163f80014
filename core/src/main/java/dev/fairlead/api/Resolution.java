package dev.fairlead.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a Service. Each case is a different answer to a caller. */
public sealed interface Resolution {

  /** How far this can be trusted to be what the API server would say now. */
  Freshness freshness();

  /** Known. */
  record Found(ServiceSnapshot snapshot, Freshness freshness) implements Resolution {
    /** Known, and followed. */
    public Found(ServiceSnapshot snapshot) {
      this(snapshot, Freshness.live());
    }
  }

  /** Known, with no Service of that name. */
  record NotFound(Freshness freshness) implements Resolution {
    /** Known, and followed. */
    public NotFound() {
      this(Freshness.live());
    }
  }

  /**
   * The slices are known and the Service may not be read, so neither its ports nor its traffic
   * policy are.
   *
   * @param trouble why the Service may not be read
   * @param freshness of the slices
   */
  record SlicesOnly(List<Slice> slices, Trouble trouble, Freshness freshness)
      implements Resolution {
    public SlicesOnly {
      slices = List.copyOf(slices);
    }
  }

  /** Not known; the explanation says why, for people. */
  sealed interface Unknown extends Resolution {
    /** What is waited for, who refused what, or what to configure; empty when nothing is wrong. */
    String explanation();
  }

  /**
   * Not yet known: the first complete list has not arrived.
   *
   * @param trouble null when nothing has gone wrong so far
   */
  record Pending(@Nullable Trouble trouble) implements Unknown {
    /** Waiting for the first answer, nothing wrong. */
    public static final Pending FIRST_ANSWER = new Pending(null);

    @Override
    public String explanation() {
      return trouble == null ? "" : trouble.explanation();
    }

    @Override
    public Freshness freshness() {
      return new Freshness.Pending(trouble);
    }
  }

  /** The API server refused to tell (401 or 403), or there is nothing to identify with. */
  record Refused(Trouble trouble) implements Unknown {
    @Override
    public String explanation() {
      return trouble.explanation();
    }

    @Override
    public Freshness freshness() {
      return new Freshness.Pending(trouble);
    }
  }

  /**
   * There is no source of endpoints: outside a cluster with nothing configured, or switched off.
   */
  record NoSource(String explanation) implements Unknown {
    @Override
    public Freshness freshness() {
      return new Freshness.Pending(null);
    }
  }
}
