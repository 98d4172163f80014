package dev.fairlead.okhttp;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Route;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each call whether it goes to an endpoint: only when the host is a Service, its
 * endpoints are known, and nothing says that calls go by name. Everything else is passed on as it
 * is.
 */
final class FairleadInterceptor implements Interceptor {
  private final ServiceBindings bindings;
  private final OkHttpSettings settings;

  FairleadInterceptor(ServiceBindings bindings, OkHttpSettings settings) {
    this.bindings = bindings;
    this.settings = settings;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    BoundService service = serviceOf(chain);
    return service == null
        ? chain.proceed(chain.request())
        : new ServiceCall(chain, service, settings).execute();
  }

  /** Null when the call goes by name. */
  private @Nullable BoundService serviceOf(Chain chain) throws IOException {
    HttpUrl url = chain.request().url();
    ServicePlace place = new ServicePlace(url.host(), url.port(), settings);
    BoundService known = bindings.known(place);
    LoadBalancer balancer = known == null ? bindings.balancer(url) : known.balancer();
    if (balancer == null) {
      return null;
    }
    if (bindings.fairlead().bypass() == null) {
      FirstAnswer.await(balancer, chain.call());
    }
    if (balancer.route() instanceof Route.ByName) {
      return null;
    }
    return known != null ? known : bindings.bind(place, balancer.target());
  }
}
