/**
 * What is known of how endpoints behave: what is in flight, how requests ended, how fast and how
 * reliable each has been lately. Start at {@link dev.fairlead.internal.health.EndpointStats}; the
 * estimates are pure functions.
 */
@NullMarked
package dev.fairlead.internal.health;

import org.jspecify.annotations.NullMarked;
