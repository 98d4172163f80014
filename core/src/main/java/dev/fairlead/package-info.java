/**
 * The door: {@link dev.fairlead.Fairlead} opens, hands out load balancers and closes. The only
 * package that knows all others, and the only place that wires them.
 */
@NullMarked
package dev.fairlead;

import org.jspecify.annotations.NullMarked;
