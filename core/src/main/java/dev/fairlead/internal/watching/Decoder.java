package dev.fairlead.internal.watching;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the API server sends about one kind of objects. Pure; called on any thread.
 *
 * @param <C> what an object changes in the copy
 */
public interface Decoder<C> {

  /**
   * One page of a list. An object that is not understood is left out of the changes and stays among
   * the names.
   *
   * @throws IOException when it is no complete list
   */
  Page<C> page(InputStream json) throws IOException;

  /**
   * One event of a watch.
   *
   * @param json used again after the call; the event is in the first {@code length} bytes
   * @throws IOException when it is no event
   */
  Event<C> event(byte[] json, int length) throws IOException;

  /**
   * A page of a list.
   *
   * @param names of all objects, those that were not understood too
   * @param undecodable the objects that were not understood
   * @param continueToken empty on the last page
   */
  record Page<C>(
      List<C> changes,
      Set<String> names,
      List<Unread> undecodable,
      String version,
      String continueToken) {}

  /** An event of a watch. */
  sealed interface Event<C> {}

  /** An object appeared or changed. */
  record Changed<C>(C change, String version) implements Event<C> {}

  /** An object is gone. */
  record Removed<C>(C change, String version) implements Event<C> {}

  /** The server says how far it has told everything. */
  record Bookmark<C>(String version) implements Event<C> {}

  /** An object is not understood; its former state stays. */
  record Undecodable<C>(Unread unread, String version) implements Event<C> {}

  /**
   * An object that is not understood.
   *
   * @param name of the object; empty when not even that could be read
   * @param service the Service it belongs to; empty for none, null when that could not be read
   * @param why for people: what was expected and what was found
   */
  record Unread(String name, @Nullable String service, String why) {}

  /** The server ends the watch, with the status it would answer a request with. */
  record Refused<C>(int status, String message) implements Event<C> {}
}
