package dev.fairlead.grpc;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.spi.AdapterLease;
import io.grpc.Attributes;
import io.grpc.ChannelLogger.ChannelLogLevel;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells a channel the endpoints of a target whenever they change. Works in the channel's
 * synchronization context, never blocks there, and asks nobody when it is told to refresh: what it
 * knows is followed already.
 *
 * <p>It never tells an error after it has told addresses: an empty set, which is an answer, is told
 * as an empty set, and what is not trusted any more is told as it is known.
 */
final class FairleadNameResolver extends NameResolver {
  private final TargetUri uri;
  private final FairleadHolder holder;
  private final Args args;
  private final SynchronizationContext context;
  private final Executor offload;
  private final @Nullable ConfigOrError config;

  /** What the channel was not told yet; only the newest counts. */
  private final AtomicReference<@Nullable News> news = new AtomicReference<>();

  // What follows belongs to the synchronization context.

  private @Nullable Listener2 listener;
  private @Nullable AdapterLease lease;
  private @Nullable Fairlead fairlead;
  private @Nullable ServiceName byName;
  private @Nullable News untold;
  private boolean settled;
  private boolean published;

  /** What the Fairlead knows of the target. */
  private record News(Selection selection, Route route) {

    /** While this is so, and the wait for it is not over, calls wait. */
    boolean isNothing() {
      boolean unknown =
          selection instanceof Selection.Empty empty && empty.reason() == Reason.NOT_SYNCED;
      boolean bypassed =
          route instanceof Route.ByName name && name.cause() != Route.Cause.NOT_SYNCED;
      return unknown && !bypassed;
    }
  }

  FairleadNameResolver(TargetUri uri, FairleadHolder holder, Args args) {
    this.uri = uri;
    this.holder = holder;
    this.args = args;
    this.context = args.getSynchronizationContext();
    Executor given = args.getOffloadExecutor();
    this.offload = given == null ? new CompletableFuture<Void>().defaultExecutor() : given;
    this.config = PolicyConfig.toSend(uri, args);
  }

  @Override
  public String getServiceAuthority() {
    return uri.authority();
  }

  @Override
  public void start(Listener2 to) {
    listener = to;
    open(to);
  }

  /** An environment that is wrong is an error of the calls, not one that ends the channel. */
  private void open(Listener2 to) {
    try {
      Fairlead used = fairlead == null ? holder.acquire() : fairlead;
      fairlead = used;
      lease = used.lease(uri.target(), this::changed);
    } catch (RuntimeException e) {
      to.onError(
          Status.UNAVAILABLE
              .withDescription("No Fairlead for " + uri.target() + ": " + e.getMessage())
              .withCause(e));
      return;
    }
    var unused =
        lease.loadBalancer().settled().thenRunAsync(() -> context.execute(this::settle), offload);
  }

  /** Control plane of the Fairlead: hands over and is gone. */
  private void changed(Selection selection, Route route) {
    if (news.getAndSet(new News(selection, route)) == null) {
      offload.execute(() -> context.execute(this::tell));
    }
  }

  /** If there is an answer, it is on its way; if not, the wait for it was in vain. */
  private void settle() {
    settled = true;
    tell();
  }

  private void tell() {
    AdapterLease held = lease;
    if (held == null) {
      return;
    }
    News newest = news.getAndSet(null);
    if (newest != null) {
      untold = newest;
    }
    News now = untold;
    boolean onItsWay =
        now == null || (now.isNothing() && !isNothing(held.loadBalancer().selection()));
    if (now != null && !onItsWay && (settled || !now.isNothing())) {
      untold = null;
      tell(held, now);
    }
  }

  private static boolean isNothing(Selection selection) {
    return selection instanceof Selection.Empty empty && empty.reason() == Reason.NOT_SYNCED;
  }

  private void tell(AdapterLease held, News now) {
    Route route = now.route();
    if (!(route instanceof Route.ByName name) || name.cause() == Route.Cause.SERVICE_NOT_FOUND) {
      // That a Service is not there is an answer too: nobody else can have a name of this scheme.
      stopByName();
      tellSelected(held, now);
    } else if (uri.target().port() instanceof PortRef.Numbered port) {
      tellByName(followed(held, now.selection(), route), port.number());
    } else if (published) {
      args.getChannelLogger()
          .log(
              ChannelLogLevel.WARNING,
              "Calls go to endpoints all the same: {0} cannot be called by name without the number"
                  + " of a port ({1})",
              uri.target(),
              name.explanation());
      tellSelected(held, now);
    } else {
      tell(List.of(), followed(held, now.selection(), route));
    }
  }

  private void tellSelected(AdapterLease held, News now) {
    tell(
        now.selection() instanceof Selection.Eligible eligible ? eligible.reachable() : List.of(),
        followed(held, now.selection(), new Route.ToEndpoints(held.loadBalancer())));
  }

  private Followed followed(AdapterLease held, Selection selection, Route route) {
    Fairlead used = Objects.requireNonNull(fairlead);
    return new Followed(held, uri.target(), selection, route, used.location(), uri.lb());
  }

  private void tell(List<Endpoint> endpoints, Followed followed) {
    List<EquivalentAddressGroup> groups = new ArrayList<>(endpoints.size());
    for (Endpoint endpoint : endpoints) {
      groups.add(EndpointAttributes.group(endpoint));
    }
    published = published || !groups.isEmpty();
    var unused = publish(StatusOr.fromValue(groups), followed);
  }

  private Status publish(StatusOr<List<EquivalentAddressGroup>> groups, Followed followed) {
    ResolutionResult.Builder result =
        ResolutionResult.newBuilder()
            .setAddressesOrError(groups)
            .setAttributes(Attributes.newBuilder().set(Followed.KEY, followed).build());
    if (config != null) {
      result.setServiceConfig(config);
    }
    return Objects.requireNonNull(listener).onResult2(result.build());
  }

  private void tellByName(Followed followed, int port) {
    if (byName == null) {
      byName = new ServiceName(uri.target().service(), port, args, this::named);
      byName.start(followed);
    } else {
      byName.becomes(followed);
    }
  }

  /** What the name stands for, or why that is not known. */
  private Status named(StatusOr<List<EquivalentAddressGroup>> groups, Followed followed) {
    if (!groups.hasValue() && published) {
      return Status.OK;
    }
    published = published || groups.hasValue();
    return publish(groups, followed);
  }

  private void stopByName() {
    if (byName != null) {
      byName.shutdown();
      byName = null;
    }
  }

  /** Asks nobody about endpoints; a name is looked up again, and what failed to open is tried. */
  @Override
  public void refresh() {
    if (lease == null && listener != null) {
      open(listener);
    }
    if (byName != null) {
      byName.refresh();
    }
  }

  @Override
  public void shutdown() {
    listener = null;
    stopByName();
    if (lease != null) {
      lease.close();
      lease = null;
    }
    if (fairlead != null) {
      fairlead = null;
      holder.release();
    }
  }
}
