package dev.fairlead.internal.kubernetes;

import com.github.benmanes.caffeine.cache.Interner;
import org.jspecify.annotations.Nullable;

/**
 * Names that many endpoints share, such as those of nodes and zones: each is kept once, and one
 * that was read lately is found again without making a string of it. Safe for use by any thread.
 */
final class SharedNames {
  /** A power of two. */
  private static final int RECENT = 2048;

  private final Interner<String> all = Interner.newWeakInterner();

  /** By hash. Written without order: a string that is missed is only looked up again. */
  private final @Nullable String[] recent = new String[RECENT];

  /** The name in {@code text}. */
  String of(char[] text, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ (hash >>> 16)) & (RECENT - 1);
    String known = recent[slot];
    if (known != null && same(known, text, from, length)) {
      return known;
    }
    String name = all.intern(new String(text, from, length));
    recent[slot] = name;
    return name;
  }

  static boolean same(String name, char[] text, int from, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }
}
