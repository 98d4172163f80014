/**
 * Which endpoints may receive traffic: port, family, duplicates, readiness, traffic policy and
 * topology hints, in kube-proxy's order. Pure functions; knows only {@code api}. Start at {@link
 * dev.fairlead.internal.selection.EndpointSelector}.
 */
@NullMarked
package dev.fairlead.internal.selection;

import org.jspecify.annotations.NullMarked;
