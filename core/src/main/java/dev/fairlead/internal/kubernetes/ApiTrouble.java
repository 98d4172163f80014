package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Trouble;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a failed list or watch means, in words for the operator: who refused what, and what to do.
 */
final class ApiTrouble {
  private static final Pattern DENIED = Pattern.compile("cannot (\\w+) resource");
  private static final Pattern USER = Pattern.compile("User \"([^\"]+)\"");
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  private final String address;
  private final String namespace;

  /**
   * @param address of the API server
   */
  ApiTrouble(String address, String namespace) {
    this.address = address;
    this.namespace = namespace;
  }

  /** What keeps {@code kind} from being followed since {@code since}. */
  Trouble explain(WatchedKind kind, Throwable cause, Instant since) {
    KubernetesClientException answer = answer(cause);
    int code = answer == null ? 0 : answer.getCode();
    return switch (code) {
      case 401 -> new Trouble(Trouble.Kind.UNAUTHORIZED, since, unauthorized(kind));
      case 403 ->
          new Trouble(Trouble.Kind.FORBIDDEN, since, forbidden(kind, String.valueOf(answer)));
      case 429 -> new Trouble(Trouble.Kind.THROTTLED, since, failing(kind, cause, code, since));
      default -> new Trouble(Trouble.Kind.UNREACHABLE, since, failing(kind, cause, code, since));
    };
  }

  private String failing(WatchedKind kind, Throwable cause, int code, Instant since) {
    String what = code <= 0 ? notReached(root(cause)) : "answers " + code;
    return "the API server at "
        + address
        + " "
        + what
        + " since "
        + since.truncatedTo(ChronoUnit.SECONDS)
        + ", trying to list "
        + kind.resource()
        + " in namespace "
        + namespace;
  }

  /**
   * An API server ends an HTTP/2 connection whose credentials it does not accept, often without
   * 401.
   */
  private static String notReached(String failure) {
    return failure.contains("GOAWAY")
        ? "ends the connection (" + failure + "), as it does when a token has expired,"
        : "is not reached (" + failure + ")";
  }

  private String unauthorized(WatchedKind kind) {
    return "the API server at "
        + address
        + " does not accept the credentials (401) to list "
        + kind.resource()
        + " in namespace "
        + namespace
        + ". Check the service account of this process and that its token is mounted";
  }

  private String forbidden(WatchedKind kind, String message) {
    Matcher verb = DENIED.matcher(message);
    Matcher user = USER.matcher(message);
    String name = user.find() ? user.group(1) : "NAME";
    return "the API server at "
        + address
        + " forbids (403) to "
        + (verb.find() ? verb.group(1) : "list")
        + " "
        + kind.resource()
        + " in namespace "
        + namespace
        + " for "
        + name
        + ". Apply: kubectl create role fairlead -n "
        + namespace
        + " --verb=get,list,watch --resource=services,endpointslices.discovery.k8s.io; kubectl"
        + " create rolebinding fairlead-"
        + name.substring(name.lastIndexOf(':') + 1)
        + " -n "
        + namespace
        + " --role=fairlead "
        + subject(name);
  }

  private static String subject(String user) {
    return user.startsWith(SERVICE_ACCOUNT)
        ? "--serviceaccount=" + user.substring(SERVICE_ACCOUNT.length())
        : "--user=" + user;
  }

  private static @Nullable KubernetesClientException answer(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof KubernetesClientException e && e.getCode() > 0) {
        return e;
      }
    }
    return null;
  }

  /** The outermost failure of input or output says most: the ones below it are its mechanics. */
  private static String root(Throwable cause) {
    Throwable t = cause;
    while (t.getCause() != null && !says(t)) {
      t = t.getCause();
    }
    String name = t.getClass().getSimpleName();
    return t.getMessage() == null ? name : name + ": " + t.getMessage();
  }

  private static boolean says(Throwable t) {
    boolean wrapper = t instanceof KubernetesClientException;
    return !wrapper && (t instanceof IOException || t instanceof TimeoutException);
  }
}
