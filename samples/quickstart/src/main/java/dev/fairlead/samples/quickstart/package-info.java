/**
 * The quickstart. Read {@link dev.fairlead.samples.quickstart.Caller} for the lines a user of
 * OkHttp writes, {@link dev.fairlead.samples.quickstart.PickingCaller} for those without an
 * adapter, then {@link dev.fairlead.samples.quickstart.Scenes}.
 */
@NullMarked
package dev.fairlead.samples.quickstart;

import org.jspecify.annotations.NullMarked;
