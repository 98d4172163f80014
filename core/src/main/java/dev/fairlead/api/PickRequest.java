package dev.fairlead.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wishes of a pick.
 *
 * @param tried endpoints to avoid because an earlier attempt of the same call went there. They are
 *     chosen again only when nothing else is left.
 * @param key for policies that stick to an endpoint by key; others ignore it. A text, so that every
 *     process reads it the same way
 */
public record PickRequest(List<Endpoint> tried, @Nullable String key) {

  /** No wishes. */
  public static final PickRequest ANY = new PickRequest(List.of(), null);

  public PickRequest {
    tried = List.copyOf(tried);
  }

  /** This request, avoiding {@code endpoint} too. */
  public PickRequest avoiding(Endpoint endpoint) {
    List<Endpoint> more = new ArrayList<>(tried);
    more.add(endpoint);
    return new PickRequest(more, key);
  }

  /** This request with a key. */
  public PickRequest withKey(String key) {
    return new PickRequest(tried, key);
  }

  /** True when {@code endpoint} is one of those to avoid. */
  public boolean avoids(Endpoint endpoint) {
    for (int i = 0; i < tried.size(); i++) {
      if (tried.get(i).sameInstance(endpoint)) {
        return true;
      }
    }
    return false;
  }
}
