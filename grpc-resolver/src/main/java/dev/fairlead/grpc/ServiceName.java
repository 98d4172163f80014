package dev.fairlead.grpc;

import dev.fairlead.api.ServiceKey;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.NameResolverProvider;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.URI;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The Service's own name, {@code orders.shop.svc}, looked up by gRPC's resolver of names: normally
 * the cluster IP. Belongs to the synchronization context of the channel.
 */
final class ServiceName {
  private final String target;
  private final @Nullable NameResolver dns;
  private final BiFunction<StatusOr<List<EquivalentAddressGroup>>, Followed, Status> told;

  private @Nullable Followed followed;
  private @Nullable StatusOr<List<EquivalentAddressGroup>> answer;
  private boolean ended;

  /**
   * @param told takes each answer, and says whether the channel could use it
   */
  ServiceName(
      ServiceKey service,
      int port,
      NameResolver.Args args,
      BiFunction<StatusOr<List<EquivalentAddressGroup>>, Followed, Status> told) {
    this.target = "dns:///" + service.name() + "." + service.namespace() + ".svc:" + port;
    this.told = told;
    NameResolverProvider provider = args.getNameResolverRegistry().getProviderForScheme("dns");
    this.dns = provider == null ? null : provider.newNameResolver(URI.create(target), args);
  }

  void start(Followed now) {
    followed = now;
    if (dns == null) {
      var unused =
          tell(StatusOr.fromStatus(Status.UNAVAILABLE.withDescription("No resolver of names")));
      return;
    }
    dns.start(
        new NameResolver.Listener2() {
          @Override
          public Status onResult2(ResolutionResult result) {
            return ended ? Status.OK : tell(result.getAddressesOrError());
          }

          @Override
          public void onResult(ResolutionResult result) {
            var unused = onResult2(result);
          }

          @Override
          public void onError(Status error) {
            var unused = ended ? Status.OK : tell(StatusOr.fromStatus(error));
          }
        });
  }

  /** Another reason to go by name, with the same addresses. */
  void becomes(Followed now) {
    followed = now;
    if (answer != null) {
      var unused = tell(answer);
    }
  }

  private Status tell(StatusOr<List<EquivalentAddressGroup>> found) {
    answer = found;
    Followed now = followed;
    if (now == null) {
      return Status.OK;
    }
    if (found.hasValue()) {
      return told.apply(found, now);
    }
    Status error = found.getStatus();
    return told.apply(
        StatusOr.fromStatus(
            Status.UNAVAILABLE
                .withDescription(
                    "Calls to "
                        + now.target()
                        + " go by name ("
                        + now.explanation()
                        + "), and "
                        + target
                        + " is not found: "
                        + error.getDescription())
                .withCause(error.getCause())),
        now);
  }

  void refresh() {
    if (dns != null) {
      dns.refresh();
    }
  }

  void shutdown() {
    ended = true;
    if (dns != null) {
      dns.shutdown();
    }
  }
}
