package dev.fairlead.internal.watching;

import dev.fairlead.internal.watching.Decoder.Page;
import dev.fairlead.internal.watching.Decoder.Unread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pages of one list, until the last is there: a part of a list says nothing. */
final class Pages<C> {
  private final List<C> changes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Unread> undecodable = new ArrayList<>();

  void add(Page<C> page) {
    changes.addAll(page.changes());
    names.addAll(page.names());
    undecodable.addAll(page.undecodable());
  }

  void tell(Feed<C> feed, String version) {
    feed.listed(changes, names, version);
    undecodable.forEach(feed::undecodable);
  }
}
