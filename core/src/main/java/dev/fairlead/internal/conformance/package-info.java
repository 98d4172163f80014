/**
 * Cases of endpoint selection as data: the file format {@code endpoint-selection/v1}, in which the
 * rules are tested and in which a user can send us a case. Start at {@link
 * dev.fairlead.internal.conformance.ConformanceCase}.
 */
@NullMarked
package dev.fairlead.internal.conformance;

import org.jspecify.annotations.NullMarked;
