/**
 * From slices to a resolution: what is known of the Services of a namespace, and who wants to hear
 * of it. Everything here runs on the control plane, one call at a time. Start at {@link
 * dev.fairlead.internal.discovery.NamespaceState}.
 */
@NullMarked
package dev.fairlead.internal.discovery;

import org.jspecify.annotations.NullMarked;
