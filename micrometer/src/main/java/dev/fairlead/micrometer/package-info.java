/**
 * What Fairlead does, as meters of a Micrometer registry. Start at {@link
 * dev.fairlead.micrometer.FairleadMetrics}; {@code TargetMeters} has the meters of one target. It
 * knows of core only {@code dev.fairlead.api}.
 */
@NullMarked
package dev.fairlead.micrometer;

import org.jspecify.annotations.NullMarked;
