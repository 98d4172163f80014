/**
 * A sample: calls of a Service with gRPC, on an embedded Kubernetes API or from a pod. Start at
 * {@link dev.fairlead.samples.grpc.GrpcSample}; {@link dev.fairlead.samples.grpc.OrdersClient} is
 * what an application writes.
 */
@NullMarked
package dev.fairlead.samples.grpc;

import org.jspecify.annotations.NullMarked;
