package dev.fairlead.grpc;

import dev.fairlead.api.ServiceKey;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolver.ResolutionResult;
import io.grpc.NameResolverProvider;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
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
  private final SynchronizationContext context;
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
    this.context = args.getSynchronizationContext();
    NameResolverProvider provider = args.getNameResolverRegistry().getProviderForScheme("dns");
    this.dns = provider == null ? null : provider.newNameResolver(URI.create(target), args);
  }

  void start(Followed now) {
    followed = now;
    if (dns == null) {
      var unused =
          tell(
              StatusOr.fromStatus(
                  Status.UNAVAILABLE.withDescription(
                      "gRPC has no resolver of the scheme dns here")));
      return;
    }
    dns.start(
        new NameResolver.Listener2() {
          @Override
          public Status onResult2(ResolutionResult result) {
            return ended ? Status.OK : tell(result.getAddressesOrError());
          }

          // These two may come from any thread.

          @Override
          public void onResult(ResolutionResult result) {
            context.execute(
                () -> {
                  var unused = onResult2(result);
                });
          }

          @Override
          public void onError(Status error) {
            context.execute(
                () -> {
                  var unused = ended ? Status.OK : tell(StatusOr.fromStatus(error));
                });
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
