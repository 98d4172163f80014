package dev.fairlead.grpc;

import dev.fairlead.fakes.Soon;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC server on a loopback address that answers with its name; "wait" is answered when the test
 * says so. Behaves as the test sets it.
 */
final class GrpcPod implements AutoCloseable {
  private static final int MOST_TRIES = 10;

  final String name;
  final Server server;

  /** Calls that came. */
  final AtomicInteger calls = new AtomicInteger();

  /** What each call ends with at once; null for an answer. */
  volatile @Nullable Status fails;

  /** Trailers of those failures. */
  volatile Metadata trailers = new Metadata();

  /** Authorities of the calls, the last one. */
  volatile String authority = "";

  /** Connections that were made, and those of them that are open. */
  final AtomicInteger connected = new AtomicInteger();

  final AtomicInteger open = new AtomicInteger();

  private final Queue<StreamObserver<String>> waiting = new ConcurrentLinkedQueue<>();

  GrpcPod(String name, String address, UnaryOperator<NettyServerBuilder> settings) {
    this(name, new InetSocketAddress(address, 0), settings);
  }

  /** One that listens at 1 to {@code count} of this network, such as 127.0.10, on one port. */
  static GrpcPod throughout(String network, int count) {
    for (int tries = 1; true; tries++) {
      try {
        return throughout(network, count, Ports.freeAt(network + ".1"));
      } catch (UncheckedIOException e) { // somebody took the port meanwhile
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private static GrpcPod throughout(String network, int count, int port) {
    InetSocketAddress first = new InetSocketAddress(network + ".1", port);
    return new GrpcPod(
        "everybody",
        first,
        server -> {
          for (int i = 2; i <= count; i++) {
            server.addListenAddress(new InetSocketAddress(network + "." + i, port));
          }
          return server;
        });
  }

  /** One on a port that is known to be free. */
  static GrpcPod at(String name, String address, int port) {
    return new GrpcPod(name, new InetSocketAddress(address, port), server -> server);
  }

  GrpcPod(String name, InetSocketAddress address, UnaryOperator<NettyServerBuilder> settings) {
    this.name = name;
    this.server =
        start(
            settings
                .apply(NettyServerBuilder.forAddress(address))
                .addTransportFilter(new Connections())
                .addService(service())
                .intercept(this::count));
  }

  private final class Connections extends ServerTransportFilter {
    @Override
    public Attributes transportReady(Attributes transport) {
      connected.incrementAndGet();
      open.incrementAndGet();
      return transport;
    }

    @Override
    public void transportTerminated(Attributes transport) {
      open.decrementAndGet();
    }
  }

  private static Server start(ServerBuilder<?> builder) {
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  String address() {
    return ((InetSocketAddress) server.getListenSockets().get(0)).getAddress().getHostAddress();
  }

  private <A, B> ServerCall.Listener<A> count(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    calls.incrementAndGet();
    String asked = call.getAuthority();
    authority = asked == null ? "" : asked;
    Status status = fails;
    if (status != null) {
      call.close(status, trailers);
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(call, headers);
  }

  private ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(Echo.SERVICE)
        .addMethod(Echo.UNARY, ServerCalls.asyncUnaryCall(this::answer))
        .addMethod(Echo.DOWN, ServerCalls.asyncServerStreamingCall(this::stream))
        .addMethod(Echo.UP, ServerCalls.asyncClientStreamingCall(this::collect))
        .addMethod(Echo.BOTH, ServerCalls.asyncBidiStreamingCall(this::echo))
        .build();
  }

  private void answer(String text, StreamObserver<String> to) {
    if (text.equals("wait")) {
      await(to);
    } else {
      to.onNext(name);
      to.onCompleted();
    }
  }

  private void await(StreamObserver<String> to) {
    ((ServerCallStreamObserver<String>) to).setOnCancelHandler(() -> waiting.remove(to));
    waiting.add(to);
  }

  /** How many calls wait. */
  int waiting() {
    return waiting.size();
  }

  /** Answers those that wait. */
  void answerWaiting() {
    for (StreamObserver<String> to = waiting.poll(); to != null; to = waiting.poll()) {
      to.onNext(name);
      to.onCompleted();
    }
  }

  /** A name three times; "wait" sends one and the next when the test says so. */
  private void stream(String text, StreamObserver<String> to) {
    to.onNext(name);
    if (text.equals("wait")) {
      await(to);
    } else {
      to.onNext(name);
      to.onNext(name);
      to.onCompleted();
    }
  }

  private StreamObserver<String> collect(StreamObserver<String> to) {
    return new Received(() -> {}, to, true);
  }

  private StreamObserver<String> echo(StreamObserver<String> to) {
    return new Received(() -> to.onNext(name), to, false);
  }

  private final class Received implements StreamObserver<String> {
    private final Runnable each;
    private final StreamObserver<String> to;
    private final boolean atTheEnd;

    Received(Runnable each, StreamObserver<String> to, boolean atTheEnd) {
      this.each = each;
      this.to = to;
      this.atTheEnd = atTheEnd;
    }

    @Override
    public void onNext(String text) {
      each.run();
    }

    @Override
    public void onError(Throwable t) {
      // The client has gone.
    }

    @Override
    public void onCompleted() {
      if (!Context.current().isCancelled()) {
        if (atTheEnd) {
          to.onNext(name);
        }
        to.onCompleted();
      }
    }
  }

  /**
   * Returns when its connections have ended and another one can listen in its place; clients may
   * hear it later.
   */
  @Override
  public void close() {
    List<? extends SocketAddress> places =
        server.isShutdown() ? List.of() : server.getListenSockets(); // another's by now, if it was
    server.shutdownNow();
    Soon.until(server::isTerminated);
    Soon.until(() -> places.stream().allMatch(Ports::isFree));
  }
}
