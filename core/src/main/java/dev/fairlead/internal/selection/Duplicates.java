package dev.fairlead.internal.selection;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Location;
import dev.fairlead.api.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One address and port counts once. Of several records one is taken with all its fields: a
 * non-terminating before a terminating one (kube-proxy since 1.36), then, where kube-proxy leaves
 * it open, ready, serving, local, the earlier slice name; inside one slice the record's own
 * content, so that the order of a list never matters.
 */
final class Duplicates {
  /** 2^32 by the golden ratio: neighbouring addresses have neighbouring hashes. */
  private static final int SPREAD = 0x9E37_79B9;

  private final Comparator<Endpoint> order;
  private final Exclusions exclusions;

  /**
   * Finds what is in {@code unique} by address and port: 1 more than its place there, at the first
   * free cell from that of its hash on; 0 where there is nothing. A map would make three objects
   * for each endpoint, at each change of a Service.
   */
  private final int[] places;

  private final List<Endpoint> unique;

  /** For each entry of {@code unique}, the number of the slice it is from. */
  private final int[] origins;

  private Duplicates(int members, Location location, Exclusions exclusions) {
    // A power of two, half of it free at least.
    this.places = new int[Integer.highestOneBit(members + 1) << 2];
    this.unique = new ArrayList<>(members);
    this.origins = new int[members];
    this.order =
        Comparator.comparing((Endpoint e) -> e.conditions().terminating())
            .thenComparing(e -> !e.conditions().ready())
            .thenComparing(e -> !e.conditions().serving())
            .thenComparing(e -> !PolicyRules.isLocal(e, location));
    this.exclusions = exclusions;
  }

  /** All members without duplicates; the lists are in the order of slice names. */
  static List<Endpoint> resolve(
      List<List<Endpoint>> members, Location location, Exclusions exclusions) {
    int count = members.stream().mapToInt(List::size).sum();
    Duplicates duplicates = new Duplicates(count, location, exclusions);
    for (int slice = 0; slice < members.size(); slice++) {
      for (Endpoint member : members.get(slice)) {
        duplicates.add(member, slice);
      }
    }
    return duplicates.unique;
  }

  private void add(Endpoint member, int slice) {
    int cell = cell(member);
    int place = places[cell] - 1;
    if (place < 0) {
      origins[unique.size()] = slice;
      unique.add(member);
      places[cell] = unique.size();
    } else if (isBetter(member, slice, unique.get(place), origins[place])) {
      exclusions.add(unique.set(place, member), Why.DUPLICATE);
      origins[place] = slice;
    } else {
      exclusions.add(member, Why.DUPLICATE);
    }
  }

  /** The cell of its address and port, or the one to note them in. */
  private int cell(Endpoint member) {
    int hash = member.hashCode() * SPREAD;
    int cell = (hash ^ hash >>> 16) & places.length - 1;
    while (places[cell] != 0 && !isSame(unique.get(places[cell] - 1), member)) {
      cell = cell + 1 & places.length - 1;
    }
    return cell;
  }

  private static boolean isSame(Endpoint one, Endpoint other) {
    return one.port() == other.port() && one.address().equals(other.address());
  }

  private boolean isBetter(Endpoint member, int slice, Endpoint taken, int takenSlice) {
    int compared = order.compare(member, taken);
    if (compared != 0) {
      return compared < 0;
    }
    return slice == takenSlice && content(member).compareTo(content(taken)) < 0;
  }

  private static String content(Endpoint endpoint) {
    return endpoint.record().toString();
  }
}
