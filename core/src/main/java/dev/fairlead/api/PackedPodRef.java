package dev.fairlead.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pod as Kubernetes names nearly all of them, in 40 bytes: the name of its ReplicaSet, which its
 * siblings share, up to eight ASCII characters after it, and a UUID. As two texts it would be 168.
 */
final class PackedPodRef implements PodRef {
  private static final int LONGEST_SUFFIX = Long.BYTES;
  private static final int UUID_LENGTH = 36;

  /** With the hyphen at its end; one string for all siblings. */
  private final String prefix;

  /** A byte each, the last character in the lowest. */
  private final long suffix;

  private final long uidHigh;
  private final long uidLow;

  private PackedPodRef(String prefix, long suffix, UUID uid) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.uidHigh = uid.getMostSignificantBits();
    this.uidLow = uid.getLeastSignificantBits();
  }

  /** Null when name or uid do not have the usual form. */
  static @Nullable PackedPodRef of(String name, @Nullable String uid) {
    int end = name.lastIndexOf('-') + 1;
    int length = name.length() - end;
    if (end == 0 || length == 0 || length > LONGEST_SUFFIX) {
      return null;
    }
    long suffix = 0;
    for (int i = end; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == 0 || c > 0x7F) {
        return null;
      }
      suffix = suffix << Byte.SIZE | c;
    }
    UUID parsed = uuid(uid);
    return parsed == null
        ? null
        : new PackedPodRef(name.substring(0, end).intern(), suffix, parsed);
  }

  /** Null when the text would be printed otherwise. */
  private static @Nullable UUID uuid(@Nullable String text) {
    if (text == null || text.length() != UUID_LENGTH) {
      return null;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      boolean digit = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
      if (hyphen ? c != '-' : !digit) {
        return null;
      }
    }
    return UUID.fromString(text);
  }

  @Override
  public String name() {
    StringBuilder name = new StringBuilder(prefix.length() + LONGEST_SUFFIX).append(prefix);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      char c = (char) (suffix >>> shift & 0x7F);
      if (c != 0) {
        name.append(c);
      }
    }
    return name.toString();
  }

  @Override
  public String uid() {
    return new UUID(uidHigh, uidLow).toString();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PackedPodRef other
        && uidHigh == other.uidHigh
        && uidLow == other.uidLow
        && suffix == other.suffix
        && prefix.equals(other.prefix);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(uidHigh ^ uidLow);
  }

  @Override
  public String toString() {
    return name() + "/" + uid();
  }
}
