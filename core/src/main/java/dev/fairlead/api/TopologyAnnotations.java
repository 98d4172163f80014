package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/**
 * The annotations by which Services of Kubernetes 1.30 and older asked for zone hints. Newer rules
 * do not read them.
 *
 * @param hints {@code service.kubernetes.io/topology-aware-hints}; null when the key is absent
 * @param mode {@code service.kubernetes.io/topology-mode}; null when the key is absent
 */
public record TopologyAnnotations(@Nullable String hints, @Nullable String mode) {

  /** Neither annotation is there. */
  public static final TopologyAnnotations NONE = new TopologyAnnotations(null, null);

  /** Whether zone hints count under {@code rules} (KEP-2433, KEP-4444). */
  public boolean zoneHintsEnabled(RulesVersion rules) {
    if (rules.atLeast(31)) {
      return true;
    }
    if (rules.atLeast(27)) {
      String value = hints != null ? hints : mode;
      return value != null
          && !value.isEmpty()
          && !value.equals("Disabled")
          && !value.equals("disabled");
    }
    return rules.atLeast(24) && ("Auto".equals(hints) || "auto".equals(hints));
  }
}
