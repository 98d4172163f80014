package dev.fairlead.spring;

import dev.fairlead.api.Trouble;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says why a Service that the start waits for is not known. Where the account may not watch it, the
 * Role that is missing is printed with its namespace filled in.
 */
final class StartupServiceFailureAnalyzer extends AbstractFailureAnalyzer<StartupServiceException> {
  private static final String ELSE =
      "or set fairlead.startup.fail-fast=false: calls go by the Service's own name until its"
          + " endpoints are known.";

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, StartupServiceException cause) {
    return new FailureAnalysis(cause.getMessage(), action(cause), cause);
  }

  private static String action(StartupServiceException cause) {
    Trouble trouble = cause.trouble();
    if (trouble != null && trouble.kind() == Trouble.Kind.FORBIDDEN) {
      return "Apply this, with the account of the pod for the one in capitals,\n"
          + role(cause.target().service().namespace())
          + ELSE;
    }
    return trouble == null && cause.isOfPort()
        ? "Correct fairlead.startup.services."
        : "Look at the API server and the way to it, " + ELSE;
  }

  private static String role(String namespace) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: fairlead, namespace: %1$s}
        rules:
        - {apiGroups: [""], resources: [services], verbs: [get, list, watch]}
        - {apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [get, list, watch]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: fairlead, namespace: %1$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: fairlead}
        subjects:
        - {kind: ServiceAccount, name: ACCOUNT, namespace: ITS-NAMESPACE}
        """
        .formatted(namespace);
  }
}
