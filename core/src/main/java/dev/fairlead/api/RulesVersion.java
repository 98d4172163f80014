package dev.fairlead.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Kubernetes minor release whose kube-proxy is followed. Normally {@link #LATEST}, on every
 * cluster; an older one is for comparing with an older cluster.
 */
public record RulesVersion(int major, int minor) {

  /** The newest rules known. */
  public static final RulesVersion LATEST = new RulesVersion(1, Integer.MAX_VALUE);

  private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})([.+-].*)?");

  /**
   * Parses {@code 1.24}, {@code v1.24.3} and the like.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static RulesVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Not a Kubernetes version: '" + text + "'. Expected MAJOR.MINOR, such as 1.24");
    }
    return new RulesVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** True from release 1.{@code minor} on. */
  public boolean atLeast(int minor) {
    return major > 1 || (major == 1 && this.minor >= minor);
  }
}
