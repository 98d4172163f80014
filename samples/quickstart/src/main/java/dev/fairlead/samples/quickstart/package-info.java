/**
 * The quickstart. Read {@link dev.fairlead.samples.quickstart.Caller} for the ten lines a user
 * writes, {@link dev.fairlead.samples.quickstart.RetryingCaller} for more than one attempt, {@link
 * dev.fairlead.samples.quickstart.NamedCaller} for calls by URL, then {@link
 * dev.fairlead.samples.quickstart.Scenes}.
 */
@NullMarked
package dev.fairlead.samples.quickstart;

import org.jspecify.annotations.NullMarked;
