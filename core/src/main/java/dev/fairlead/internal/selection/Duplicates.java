package dev.fairlead.internal.selection;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Location;
import dev.fairlead.api.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One address and port counts once. Of several records one is taken with all its fields: a
 * non-terminating before a terminating one (kube-proxy since 1.36), then, where kube-proxy leaves
 * it open, ready, serving, local, the earlier slice name; inside one slice the record's own
 * content, so that the order of a list never matters.
 */
final class Duplicates {
  private final Comparator<Endpoint> order;
  private final Exclusions exclusions;
  private final Map<Key, Integer> places = new HashMap<>();
  private final List<Endpoint> unique = new ArrayList<>();

  /** For each entry of {@code unique}, the number of the slice it is from. */
  private final List<Integer> origins = new ArrayList<>();

  private Duplicates(Location location, Exclusions exclusions) {
    this.order =
        Comparator.comparing((Endpoint e) -> e.conditions().terminating())
            .thenComparing(e -> !e.conditions().ready())
            .thenComparing(e -> !e.conditions().serving())
            .thenComparing(e -> !PolicyRules.isLocal(e, location));
    this.exclusions = exclusions;
  }

  private record Key(String address, int port) {}

  /** All members without duplicates; the lists are in the order of slice names. */
  static List<Endpoint> resolve(
      List<List<Endpoint>> members, Location location, Exclusions exclusions) {
    Duplicates duplicates = new Duplicates(location, exclusions);
    for (int slice = 0; slice < members.size(); slice++) {
      for (Endpoint member : members.get(slice)) {
        duplicates.add(member, slice);
      }
    }
    return duplicates.unique;
  }

  private void add(Endpoint member, int slice) {
    Integer place = places.putIfAbsent(new Key(member.address(), member.port()), unique.size());
    if (place == null) {
      unique.add(member);
      origins.add(slice);
    } else if (isBetter(member, slice, unique.get(place), origins.get(place))) {
      exclusions.add(unique.set(place, member), Why.DUPLICATE);
      origins.set(place, slice);
    } else {
      exclusions.add(member, Why.DUPLICATE);
    }
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
