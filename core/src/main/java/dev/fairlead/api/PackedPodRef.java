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

  /** Where its third hyphen is: sixteen digits come before, and sixteen after. */
  private static final int UUID_MIDDLE = 18;

  /**
   * Prefixes met lately, by hash, so that one is found again without a string being made. Written
   * without order: one that is missed is only looked up again.
   */
  private static final @Nullable String[] RECENT = new String[256];

  /** With the hyphen at its end; one string for all siblings. */
  private final String prefix;

  /** A byte each, the last character in the lowest. */
  private final long suffix;

  private final long uidHigh;
  private final long uidLow;

  private PackedPodRef(String prefix, long suffix, long uidHigh, long uidLow) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.uidHigh = uidHigh;
    this.uidLow = uidLow;
  }

  /** Null when name or uid do not have the usual form. */
  static @Nullable PackedPodRef of(String name, @Nullable String uid) {
    int end = name.lastIndexOf('-') + 1;
    int length = name.length() - end;
    if (end == 0 || length == 0 || length > LONGEST_SUFFIX || uid == null || !isUuid(uid)) {
      return null;
    }
    long suffix = 0;
    for (int i = end; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == 0 || c > 0x7F) {
        return null;
      }
      suffix = (suffix << Byte.SIZE) | c;
    }
    return new PackedPodRef(
        prefix(name, end), suffix, hex(uid, 0, UUID_MIDDLE), hex(uid, UUID_MIDDLE, UUID_LENGTH));
  }

  private static String prefix(String name, int end) {
    int hash = 0;
    for (int i = 0; i < end; i++) {
      hash = 31 * hash + name.charAt(i);
    }
    int slot = (hash ^ (hash >>> 16)) & (RECENT.length - 1);
    String known = RECENT[slot];
    if (known != null && known.length() == end && name.startsWith(known)) {
      return known;
    }
    String prefix = name.substring(0, end).intern();
    RECENT[slot] = prefix;
    return prefix;
  }

  /** Whether the text is what {@link UUID} prints. */
  private static boolean isUuid(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == UUID_MIDDLE || i == 23;
      boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (hyphen ? c != '-' : !digit) {
        return false;
      }
    }
    return text.length() == UUID_LENGTH;
  }

  private static long hex(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != '-') {
        value = (value << 4) | Character.digit(c, 16);
      }
    }
    return value;
  }

  @Override
  public String name() {
    StringBuilder name = new StringBuilder(prefix.length() + LONGEST_SUFFIX).append(prefix);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      char c = (char) ((suffix >>> shift) & 0x7F);
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
