/**
 * The targets in use: opened at their first use, held by leases, closed when they were not used for
 * long. Start at {@link dev.fairlead.internal.registry.TargetRegistry}.
 */
@NullMarked
package dev.fairlead.internal.registry;

import org.jspecify.annotations.NullMarked;
