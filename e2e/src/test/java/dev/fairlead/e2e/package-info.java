/**
 * What Fairlead selects on the nodes of a real cluster, next to the rules and next to kube-proxy.
 */
@NullMarked
package dev.fairlead.e2e;

import org.jspecify.annotations.NullMarked;
