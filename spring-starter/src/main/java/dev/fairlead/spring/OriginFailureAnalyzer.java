package dev.fairlead.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that there is no cluster, or that the kubeconfig is not usable, and what else to use. */
final class OriginFailureAnalyzer extends AbstractFailureAnalyzer<OriginException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, OriginException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set fairlead.source to auto (the cluster if there is one, else DNS), kubeconfig with"
            + " fairlead.kubeconfig.file and .context, static with entries such as"
            + " fairlead.static.[orders.shop]=localhost:8080, or dns.",
        cause);
  }
}
