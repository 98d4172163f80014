package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/**
 * The pod behind an endpoint. The uid tells a new pod from an old one that had the same address.
 */
public record PodRef(String name, @Nullable String uid) {}
