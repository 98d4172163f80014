package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Sends each exchange of an Apache HttpClient to an endpoint, just before it connects: what comes
 * earlier in the chain, such as its retries, sees the Service. The route gets the address and port
 * of the pod and keeps the name, so TLS and the Host header are those of the Service. Another
 * endpoint is tried while none was reached. An exchange is in flight until its response begins.
 */
final class PodExecution implements ExecChainHandler {
  private final Fairlead fairlead;
  private final int maxAttempts;
  private final @Nullable InetAddressFilter filter;

  PodExecution(Fairlead fairlead, int maxAttempts, @Nullable InetAddressFilter filter) {
    this.fairlead = fairlead;
    this.maxAttempts = maxAttempts;
    this.filter = filter;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    LoadBalancer balancer = balancer(scope);
    if (balancer == null || balancer.route() instanceof Route.ByName) {
      return chain.proceed(request, scope);
    }
    PickRequest wish = PickRequest.ANY;
    for (int attempt = 1; ; attempt++) {
      try (Pick pick = pick(balancer, wish)) {
        wish = wish.avoiding(pick.endpoint());
        return answer(pick, request, scope, chain);
      } catch (ConnectException | ConnectTimeoutException e) {
        boolean isAgain = attempt < maxAttempts && isAnotherLeft(balancer, wish);
        if (!isAgain || scope.execRuntime.isExecutionAborted() || !balancer.tryRetry()) {
          throw e;
        }
        scope.execRuntime.discardEndpoint();
      }
    }
  }

  /**
   * Null when the host is no Service, a proxy is in between, or the connection is there already.
   */
  private @Nullable LoadBalancer balancer(ExecChain.Scope scope) {
    HttpHost host = scope.route.getTargetHost();
    ServiceKey service = fairlead.hosts().resolve(host.getHostName());
    boolean isDirect = scope.route.getHopCount() == 1 && host.getAddress() == null;
    if (service == null || !isDirect || scope.execRuntime.isEndpointAcquired()) {
      return null;
    }
    return fairlead.loadBalancer(new Target(service, new PortRef.Numbered(host.getPort())));
  }

  private static boolean isAnotherLeft(LoadBalancer balancer, PickRequest wish) {
    return balancer.selection() instanceof Selection.Eligible eligible
        && eligible.reachable().stream().anyMatch(endpoint -> !wish.avoids(endpoint));
  }

  private static Pick pick(LoadBalancer balancer, PickRequest wish) throws IOException {
    try {
      return balancer.pick(wish);
    } catch (NoEndpointException e) {
      throw new ServiceRefusedException(e);
    }
  }

  private ClassicHttpResponse answer(
      Pick pick, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    try {
      ClassicHttpResponse response = chain.proceed(request, to(pick.endpoint(), scope));
      pick.complete(outcome(response.getCode()));
      return response;
    } catch (ConnectException | ConnectTimeoutException e) {
      pick.complete(Outcome.CONNECT_FAILURE);
      throw e;
    } catch (SocketTimeoutException e) {
      pick.complete(Outcome.TIMEOUT);
      throw e;
    } catch (InterruptedIOException | UnknownHostException e) {
      throw e; // given up by the caller, or refused by the filter: says nothing about the pod
    } catch (IOException e) {
      pick.complete(Outcome.SERVER_FAILURE);
      throw e;
    }
  }

  private ExecChain.Scope to(Endpoint endpoint, ExecChain.Scope scope) throws IOException {
    HttpHost host = scope.route.getTargetHost();
    InetAddress address =
        InetAddress.getByAddress(
            host.getHostName(), endpoint.socketAddress().getAddress().getAddress());
    if (filter != null && !filter.matches(address)) {
      throw new UnknownHostException("The InetAddressFilter refuses " + address);
    }
    HttpHost pod = new HttpHost(host.getSchemeName(), address, host.getHostName(), endpoint.port());
    HttpRoute route = new HttpRoute(pod, scope.route.getLocalAddress(), scope.route.isSecure());
    return new ExecChain.Scope(
        scope.exchangeId, route, scope.originalRequest, scope.execRuntime, scope.clientContext);
  }

  private static Outcome outcome(int status) {
    if (status == 429) {
      return Outcome.RATE_LIMITED;
    }
    return status >= 500 && status != 501 ? Outcome.SERVER_FAILURE : Outcome.SUCCESS;
  }
}
