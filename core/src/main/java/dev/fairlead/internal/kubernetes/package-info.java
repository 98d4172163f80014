/**
 * Watching Kubernetes and reading its objects; the only user of fabric8.
 *
 * <p>Start at {@link dev.fairlead.internal.kubernetes.KubernetesEndpointSource} (what is watched
 * and when) and {@link dev.fairlead.internal.kubernetes.ObjectDecoder} (JSON or YAML to our words).
 * Permissions needed: {@code list} and {@code watch} on {@code services} and {@code
 * endpointslices.discovery.k8s.io} in each namespace in use; optionally {@code get} on {@code
 * nodes} for the own zone.
 */
@NullMarked
package dev.fairlead.internal.kubernetes;

import org.jspecify.annotations.NullMarked;
