package dev.fairlead.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the OkHttp on the class path, and that it can be left out. */
final class OkHttpSetupFailureAnalyzer extends AbstractFailureAnalyzer<OkHttpSetupException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, OkHttpSetupException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Do what it says, or set fairlead.okhttp.enabled=false: RestClient and RestTemplate stay with"
            + " their library and go by the Service's own name.",
        cause);
  }
}
