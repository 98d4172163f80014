/**
 * The program that the end-to-end tests run on each node of a cluster, as a pod would run there:
 * {@link dev.fairlead.e2e.Probe}.
 */
@NullMarked
package dev.fairlead.e2e;

import org.jspecify.annotations.NullMarked;
