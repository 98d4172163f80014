/**
 * gRPC: a channel to {@code k8s:///orders.shop:grpc} sends each call to the pod that is best for
 * it. Start at {@link dev.fairlead.grpc.FairleadGrpc}; {@link
 * dev.fairlead.grpc.FairleadNameResolver} tells a channel which endpoints there are, {@link
 * dev.fairlead.grpc.FairleadLoadBalancer} keeps a connection to each, {@link
 * dev.fairlead.grpc.EndpointPicker} chooses for a call, {@link dev.fairlead.grpc.CallTracer}
 * reports how it went.
 */
@NullMarked
package dev.fairlead.grpc;

import org.jspecify.annotations.NullMarked;
