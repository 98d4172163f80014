package dev.fairlead.testkit;

/**
 * Somebody who is told of every change of one kind.
 *
 * <p>The store calls all but {@link #flush()} under its lock, one at a time and in the order of the
 * versions; an implementation only notes what it is told. {@code flush} follows without the lock.
 */
interface Subscriber {
  Kind kind();

  void changed(Change change);

  /**
   * All changes up to this version were told; {@code initial}: so were all objects of the start.
   */
  void reached(long version, boolean initial);

  /** Passes on what was noted; may be called by many threads at once. */
  void flush();
}
