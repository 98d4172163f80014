/**
 * The quickstart. Read {@link dev.fairlead.samples.quickstart.Caller} for the ten lines a user
 * writes, then {@link dev.fairlead.samples.quickstart.Scenes}.
 */
@NullMarked
package dev.fairlead.samples.quickstart;

import org.jspecify.annotations.NullMarked;
