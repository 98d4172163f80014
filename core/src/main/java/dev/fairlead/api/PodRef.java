package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/**
 * The pod behind an endpoint. The uid tells a new pod from an old one that had the same address.
 * Equal when both are equal; kept small, so the texts may be made anew at each call.
 */
public sealed interface PodRef permits PackedPodRef, PlainPodRef {

  static PodRef of(String name, @Nullable String uid) {
    PodRef packed = PackedPodRef.of(name, uid);
    return packed == null ? new PlainPodRef(name, uid) : packed;
  }

  String name();

  /** Null for a hand-made slice that names none. */
  @Nullable String uid();
}
