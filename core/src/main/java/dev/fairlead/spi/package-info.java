/**
 * What an extender implements: where endpoints come from ({@link dev.fairlead.spi.EndpointSource})
 * and how one of them is chosen ({@link dev.fairlead.spi.BalancingPolicy}). The built-in pickers
 * are package-private and the first users of these contracts.
 */
@NullMarked
package dev.fairlead.spi;

import org.jspecify.annotations.NullMarked;
