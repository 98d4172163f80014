/**
 * What is known of how endpoints behave. Today: what is in flight and how requests ended. Start at
 * {@link dev.fairlead.internal.health.EndpointStats}.
 */
@NullMarked
package dev.fairlead.internal.health;

import org.jspecify.annotations.NullMarked;
