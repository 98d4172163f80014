package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Trouble;
import dev.fairlead.internal.watching.Decoder.Unread;
import dev.fairlead.internal.watching.Failure;
import dev.fairlead.internal.watching.SilenceException;
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
  Trouble explain(WatchedKind kind, Failure failure, Instant since) {
    return switch (failure.status()) {
      case 200 -> new Trouble(Trouble.Kind.UNDECODABLE, since, text(kind, failure, since));
      case 401 -> new Trouble(Trouble.Kind.UNAUTHORIZED, since, unauthorized(kind, failure));
      case 403 -> new Trouble(Trouble.Kind.FORBIDDEN, since, forbidden(kind, failure));
      case 429 -> new Trouble(Trouble.Kind.THROTTLED, since, text(kind, failure, since));
      default ->
          new Trouble(
              failure.cause() instanceof SilenceException
                  ? Trouble.Kind.SILENT
                  : Trouble.Kind.UNREACHABLE,
              since,
              text(kind, failure, since));
    };
  }

  /** As {@link #explain(WatchedKind, Failure, Instant)}, for a single request of another client. */
  Trouble explain(WatchedKind kind, Throwable cause, Instant since) {
    KubernetesClientException answer = answer(cause);
    return explain(
        kind,
        answer == null
            ? new Failure("list", 0, "", cause)
            : new Failure("list", answer.getCode(), String.valueOf(answer.getMessage()), cause),
        since);
  }

  /** What it means that one object is not understood. */
  Trouble unread(WatchedKind kind, Unread object, Instant since) {
    String name = object.name().isEmpty() ? "(no name)" : object.name();
    return new Trouble(
        Trouble.Kind.UNDECODABLE,
        since,
        kind.resource()
            + " "
            + namespace
            + "/"
            + name
            + " is not understood since "
            + since.truncatedTo(ChronoUnit.SECONDS)
            + " ("
            + object.why()
            + "); what was known of it before stays in use. Mend the object, or what writes it");
  }

  private String text(WatchedKind kind, Failure failure, Instant since) {
    return "the API server at "
        + address
        + " "
        + state(failure)
        + " since "
        + since.truncatedTo(ChronoUnit.SECONDS)
        + ", trying to "
        + failure.verb()
        + " "
        + kind.resource()
        + " in namespace "
        + namespace;
  }

  private static String state(Failure failure) {
    Throwable cause = failure.cause();
    if (failure.status() == 200) {
      return "is not understood (" + (cause == null ? "no JSON" : root(cause)) + ")";
    }
    if (failure.status() > 0) {
      return "answers " + failure.status();
    }
    if (cause instanceof SilenceException) {
      return "is silent (" + cause.getMessage() + ")";
    }
    return cause == null ? "ends the connection" : notReached(root(cause));
  }

  /**
   * An API server ends an HTTP/2 connection whose credentials it does not accept, often without
   * 401.
   */
  private static String notReached(String failure) {
    return failure.contains("GOAWAY")
        ? "ends the connection (" + failure + "), as it does when it stops or a token has expired,"
        : "is not reached (" + failure + ")";
  }

  private String unauthorized(WatchedKind kind, Failure failure) {
    return "the API server at "
        + address
        + " does not accept the credentials (401) to "
        + failure.verb()
        + " "
        + kind.resource()
        + " in namespace "
        + namespace
        + ". Check the service account of this process and that its token is mounted";
  }

  private String forbidden(WatchedKind kind, Failure failure) {
    String message = StatusText.of(failure.message());
    Matcher verb = DENIED.matcher(message);
    Matcher user = USER.matcher(message);
    String name = user.find() ? user.group(1) : "NAME";
    return "the API server at "
        + address
        + " forbids (403) to "
        + (verb.find() ? verb.group(1) : failure.verb())
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
        + binding(name)
        + " -n "
        + namespace
        + " --role=fairlead "
        + subject(name);
  }

  /** Named after the account, so that two accounts do not replace each other's binding. */
  private String binding(String user) {
    if (!user.startsWith(SERVICE_ACCOUNT)) {
      return user.substring(user.lastIndexOf(':') + 1);
    }
    String account = user.substring(SERVICE_ACCOUNT.length());
    String own = namespace + ":";
    return account.startsWith(own) ? account.substring(own.length()) : account;
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
