/**
 * What the process finds around itself: switches ({@link
 * dev.fairlead.internal.environment.Switches}) and a mesh's proxy ({@link
 * dev.fairlead.internal.environment.Sidecar}). Knows nothing of Kubernetes' API.
 */
@NullMarked
package dev.fairlead.internal.environment;

import org.jspecify.annotations.NullMarked;
