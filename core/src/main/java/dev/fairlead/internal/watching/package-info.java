/**
 * The protocol by which a copy of one kind of objects is kept equal to the API server's: one list,
 * then a watch that resumes where it was, and another list only when the server cannot resume.
 * Knows neither the HTTP client nor the objects. Start at {@link
 * dev.fairlead.internal.watching.ListWatch}.
 */
@NullMarked
package dev.fairlead.internal.watching;

import org.jspecify.annotations.NullMarked;
