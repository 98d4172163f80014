package dev.fairlead.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property of Fairlead is wrong, and what to write instead. */
final class FairleadPropertyFailureAnalyzer
    extends AbstractFailureAnalyzer<FairleadPropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, FairleadPropertyException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
