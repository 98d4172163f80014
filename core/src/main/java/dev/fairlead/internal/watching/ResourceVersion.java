package dev.fairlead.internal.watching;

/**
 * Which of two resourceVersions is older. Kubernetes writes them as decimal numbers of any length,
 * which may be compared within one kind of objects (enhancement 5504); others say nothing.
 */
public final class ResourceVersion {
  private ResourceVersion() {}

  /** True when {@code one} is certainly older than {@code other}. */
  public static boolean isOlder(String one, String other) {
    if (!isNumber(one) || !isNumber(other)) {
      return false;
    }
    return one.length() == other.length()
        ? one.compareTo(other) < 0
        : one.length() < other.length();
  }

  /** Without leading zeros, so that the longer is the larger. */
  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.charAt(0) != '0'
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
