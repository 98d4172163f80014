package dev.fairlead.spring;

import dev.fairlead.okhttp.SelectedEndpoint;
import org.jspecify.annotations.Nullable;

/** A request or a response that came of a call of OkHttp. */
interface OfCall {

  /** Where the call went last; null when it did not go to a pod. */
  @Nullable SelectedEndpoint selected();
}
