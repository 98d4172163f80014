/**
 * OkHttp: the URL stays, the pod is chosen for each request. Start at {@link
 * dev.fairlead.okhttp.FairleadOkHttp}; {@link dev.fairlead.okhttp.FairleadInterceptor} is the walk
 * of a call, {@link dev.fairlead.okhttp.EndpointBinding} what ties an attempt to one pod beneath an
 * unchanged request.
 */
@NullMarked
package dev.fairlead.okhttp;

import org.jspecify.annotations.NullMarked;
