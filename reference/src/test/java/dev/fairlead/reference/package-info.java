/**
 * Endpoints from fabric8's informers, and the comparison of Fairlead's own source with them under
 * random changes. For tests. Start at {@link dev.fairlead.reference.Differential}.
 */
@NullMarked
package dev.fairlead.reference;

import org.jspecify.annotations.NullMarked;
