package dev.fairlead.grpc;

import dev.fairlead.fakes.Soon;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call on its way, and what came of it. */
final class Reply extends ClientCall.Listener<String> {
  /** Answers so far. */
  final List<String> messages = new CopyOnWriteArrayList<>();

  /** Completes when the headers came, and when the call has ended. */
  final CompletableFuture<Void> headers = new CompletableFuture<>();

  final CompletableFuture<Status> end = new CompletableFuture<>();

  private final ClientCall<String, String> call;

  private Reply(ClientCall<String, String> call) {
    this.call = call;
  }

  /** Begins a call, and sends nothing yet. */
  static Reply begin(
      Channel channel, MethodDescriptor<String, String> method, CallOptions options) {
    Reply reply = new Reply(channel.newCall(method, options));
    reply.call.start(reply, new Metadata());
    reply.call.request(1_000);
    return reply;
  }

  /** Begins a call, sends these and nothing more. */
  static Reply to(Channel channel, MethodDescriptor<String, String> method, String... messages) {
    return to(channel, method, CallOptions.DEFAULT, messages);
  }

  static Reply to(
      Channel channel,
      MethodDescriptor<String, String> method,
      CallOptions options,
      String... messages) {
    Reply reply = begin(channel, method, options);
    for (String message : messages) {
      reply.send(message);
    }
    reply.halfClose();
    return reply;
  }

  void send(String message) {
    call.sendMessage(message);
  }

  void halfClose() {
    call.halfClose();
  }

  void cancel() {
    call.cancel("the test", null);
  }

  /** Waits for the end. */
  Status status() {
    Soon.until(end::isDone);
    return end.join();
  }

  Status.Code code() {
    return status().getCode();
  }

  @Override
  public void onHeaders(Metadata received) {
    headers.complete(null);
  }

  @Override
  public void onMessage(String message) {
    messages.add(message);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete(status);
  }
}
