package dev.fairlead.internal.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of a request that failed, from the outermost obstacle to the innermost: name,
 * network, TLS, credentials, permissions, the server itself. Each has another next move.
 */
public enum ApiSymptom {
  /** No name server knows the host. */
  NAME_UNKNOWN(
      "has a name that is not found. Check the address; in a pod, also that its network policies let"
          + " it ask the DNS server (port 53, UDP and TCP)"),
  /** The network says that there is no way to the host. */
  NO_ROUTE(
      "cannot be reached: there is no route to it. Check the address, and the network of this"
          + " machine: VPN, interface, subnet"),
  /** The host answers that nothing listens on the port. */
  CONNECTION_REFUSED(
      "refuses the connection: nothing listens there. Check host and port, and that the API server"
          + " runs"),
  /** Nothing answers at all, as when a NetworkPolicy or a firewall drops the packets. */
  CONNECT_TIMEOUT(
      "does not take the connection in time: something on the way drops the packets or holds them."
          + " This is the network and not RBAC: allow egress to {host} in the network policies of"
          + " this pod, and in firewalls"),
  /** Connected, and then no answer in time. */
  NO_ANSWER(
      "takes the connection and does not answer in time. It may be overloaded, or a proxy holds the"
          + " request: see whether its /readyz answers"),
  /** The port takes connections, and TLS gets no answer there. */
  TLS_UNANSWERED(
      "takes connections and does not answer to TLS. Check that it is the HTTPS port; if it is,"
          + " something between takes the connection in its place, such as a proxy or a mesh's"
          + " sidecar: let it through to {host}"),
  /** The two sides do not trust or understand each other's TLS. */
  TLS(
      "and this client do not agree on TLS ({detail}). Check the certificate authority (of the"
          + " kubeconfig, or ca.crt of the mounted service account) and that the certificate names"
          + " this address"),
  /** 401: the credentials are not accepted. */
  UNAUTHORIZED(
      "does not accept the credentials (401). In a pod, check that the token of its service account"
          + " is mounted and the account still exists; with a kubeconfig, log in again"),
  /** 403: the credentials are accepted, and the account may not do this. */
  FORBIDDEN("forbids this (403): {detail}"),
  /** 429 or 5xx: the server cannot answer now. */
  SERVER_FAILURE(
      "answers {code} ({detail}). It is there and cannot answer now: see its health, and try again"),
  /** Anything else: an answer no Kubernetes API gives, or a connection that broke. */
  OTHER(
      "gives no answer that can be used ({detail}). Check that a Kubernetes API is at this address,"
          + " and no other server");

  private final String words;

  /**
   * @param words on the API server and on the next move, with places for what is seen this time
   */
  ApiSymptom(String words) {
    this.words = words;
  }

  /** What goes on after {@code the API server at ADDRESS}, with {@code {places}} to fill. */
  String words() {
    return words;
  }

  /** What {@code failure} shows. */
  static ApiSymptom of(Throwable failure) {
    int code = code(failure);
    if (code > 0) {
      return ofCode(code);
    }
    if (caused(failure, UnknownHostException.class)
        || caused(failure, UnresolvedAddressException.class)) {
      return NAME_UNKNOWN;
    }
    if (caused(failure, SSLException.class)) {
      return TLS;
    }
    if (caused(failure, HttpConnectTimeoutException.class)) {
      return CONNECT_TIMEOUT;
    }
    if (caused(failure, HttpTimeoutException.class)
        || caused(failure, TimeoutException.class)
        || caused(failure, InterruptedIOException.class)) {
      return NO_ANSWER;
    }
    return ofConnecting(failure);
  }

  private static ApiSymptom ofCode(int code) {
    return switch (code) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 429 -> SERVER_FAILURE;
      case 501 -> OTHER; // some other server: this one has all methods
      default -> code >= 500 ? SERVER_FAILURE : OTHER;
    };
  }

  /** The operating system tells these apart in the text of one exception. */
  private static ApiSymptom ofConnecting(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String text = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (t instanceof NoRouteToHostException
          || text.contains("no route to host")
          || text.contains("network is unreachable")) {
        return NO_ROUTE;
      }
      if (t instanceof ConnectException && text.contains("timed out")) {
        return CONNECT_TIMEOUT;
      }
    }
    return caused(failure, ConnectException.class) ? CONNECTION_REFUSED : OTHER;
  }

  /** The status of the answer; 0 when there was none. */
  static int code(Throwable failure) {
    KubernetesClientException answer = answer(failure);
    return answer == null ? 0 : answer.getCode();
  }

  /** The exception that holds the answer of the server; null when there was none. */
  static @Nullable KubernetesClientException answer(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof KubernetesClientException e && e.getCode() > 0) {
        return e;
      }
    }
    return null;
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
