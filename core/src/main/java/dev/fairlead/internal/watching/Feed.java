package dev.fairlead.internal.watching;

import java.util.List;
import java.util.Set;

/**
 * Hears how a copy of one kind of objects comes to be and changes. Called on the control plane, in
 * order.
 */
public interface Feed<C> {

  /**
   * The complete list: what is not named in it does not exist any more.
   *
   * @param changes one for each object that was understood
   */
  void listed(List<C> changes, Set<String> names, String version);

  /** One object appeared, changed or is gone. */
  void changed(C change);

  /** From here on changes are told as they happen. */
  void following();

  /** What was told is not followed any more, or still not; another try is on its way. */
  void troubled(Failure failure);

  /** The server cannot resume the watch: a new list follows. */
  void restarting();

  /** An object is not understood; what was told of it before stays. */
  void undecodable(Decoder.Unread unread);
}
